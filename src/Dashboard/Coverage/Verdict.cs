namespace BackupDashboard.Coverage;

/// <summary>Whether a knowledge box is backed up as recently as its goal says. In order of urgency.</summary>
public enum Verdict
{
    /// <summary>It has no good backup at all.</summary>
    None,

    /// <summary>Its newest good backup is older than its goal allows.</summary>
    Late,

    /// <summary>The picture of its zone is too old, or a part of it cannot be read.</summary>
    Unknown,

    DueSoon,

    Fresh,

    /// <summary>Someone has exempted it for a while, with a reason.</summary>
    Exempt,
}
