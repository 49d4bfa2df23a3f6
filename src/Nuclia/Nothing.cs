namespace BackupDashboard.Nuclia;

/// <summary>The value of a call that succeeds without saying anything.</summary>
public readonly record struct Nothing;
