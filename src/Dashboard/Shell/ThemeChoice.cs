namespace BackupDashboard.Shell;

public enum ThemeChoice
{
    System,
    Light,
    Dark,
}
