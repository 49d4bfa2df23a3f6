using BackupDashboard.Access;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>Who asks.</summary>
public enum Persona
{
    /// <summary>No one: neither a cookie nor a token.</summary>
    None,
    NoRole,
    Auditor,

    /// <summary>Owns docs-* in every zone.</summary>
    TeamA,

    /// <summary>Owns support-* in europe; may view and restore.</summary>
    TeamB,
    Operator,
    Administrator,

    /// <summary>With an administrator's roles, as all that follow: a token that was good, or a cookie whose session is over.</summary>
    Expired,
    Forged,
    OtherTenant,
    OtherAudience,
}

/// <summary>What is asked about.</summary>
public enum Thing
{
    DocsInEurope,
    DocsInAmerica,
    SupportInEurope,
    LegalInEurope,
    LegalInAsia,

    /// <summary>In a zone that there is.</summary>
    Missing,
    MissingZone,
}

/// <summary>Who may do what, written down once more: the program's own reckoning must come to the same.</summary>
public static class Table
{
    private static readonly Right[] Nothing = [];
    private static readonly Right[] Look = [Right.View];
    private static readonly Right[] Own = [Right.View, Right.Backup, Right.Restore, Right.Delete, Right.Plan];
    private static readonly Right[] LookAndRestore = [Right.View, Right.Restore];
    private static readonly Right[] OwnAndApprove = [.. Own, Right.Approve];
    private static readonly Right[] Everything = [.. OwnAndApprove, Right.Administer];

    public static Persona[] Personas { get; } = Enum.GetValues<Persona>();

    public static Thing[] Things { get; } = Enum.GetValues<Thing>();

    /// <summary>Who can be someone in the console: signed in, with whatever roles.</summary>
    public static Persona[] SignedIn { get; } = [Persona.NoRole, Persona.Auditor, Persona.TeamA, Persona.TeamB, Persona.Operator,
        Persona.Administrator];

    public static Persona[] Viewers { get; } = [.. SignedIn.Except([Persona.NoRole])];

    public static bool May(Persona persona, Right right, Thing thing) => RightsOf(persona, thing).Contains(right);

    public static bool CanView(Persona persona, Thing thing) => May(persona, Right.View, thing);

    public static bool CanViewZone(Persona persona, string zone) => (persona, zone) switch
    {
        (Persona.Auditor or Persona.Operator or Persona.Administrator or Persona.TeamA, "europe" or "america" or "asia") => true,
        (Persona.TeamB, "europe") => true,
        _ => false,
    };

    /// <summary>Can view what no team owns: the account, the audit of the journal.</summary>
    public static bool CanViewEverything(Persona persona) => persona is Persona.Auditor or Persona.Operator or Persona.Administrator;

    public static string[] RolesOf(Persona persona) => persona switch
    {
        Persona.Auditor => [A.Auditor],
        Persona.TeamA => [A.Docs],
        Persona.TeamB => [A.Support],
        Persona.Operator => [A.Operator],
        Persona.None or Persona.NoRole => [],
        _ => [A.Administrator],
    };

    private static Right[] RightsOf(Persona persona, Thing thing) => (persona, thing) switch
    {
        (_, Thing.Missing or Thing.MissingZone) => Nothing,
        (Persona.Auditor, _) => Look,
        (Persona.Operator, _) => Own,
        (Persona.Administrator, _) => Everything,
        (Persona.TeamA, Thing.DocsInEurope or Thing.DocsInAmerica) => OwnAndApprove,
        (Persona.TeamB, Thing.SupportInEurope) => LookAndRestore,
        _ => Nothing,
    };
}
