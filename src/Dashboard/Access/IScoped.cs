namespace BackupDashboard.Access;

/// <summary>A picture that can be drawn with only what somebody may view. Pages follow nothing else.</summary>
public interface IScoped<out TSelf>
{
    TSelf SeenBy(Grants grants);
}
