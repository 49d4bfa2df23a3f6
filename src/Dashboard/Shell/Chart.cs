namespace BackupDashboard.Shell;

/// <summary>A small bar chart.</summary>
/// <param name="Bars">From left to right.</param>
/// <param name="Text">A value in words.</param>
public sealed record Chart(string Title, IReadOnlyList<Bar> Bars, Func<double, string> Text);

public sealed record Bar(string Label, double Value);
