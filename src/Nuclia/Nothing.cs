namespace BackupDashboard.Nuclia;

/// <summary>The value of a call that succeeds without a result.</summary>
public readonly record struct Nothing;
