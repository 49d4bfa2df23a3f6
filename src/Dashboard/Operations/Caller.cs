using System.Globalization;
using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Primitives;

namespace BackupDashboard.Operations;

/// <summary>
/// Who requests an operation: a <see cref="PersonCaller"/>, a <see cref="ProgramCaller"/> or a <see cref="SystemCaller"/>.
/// </summary>
public abstract record Caller
{
    private protected Caller()
    {
    }

    public abstract Actor Actor { get; }

    public abstract OperationVia Via { get; }

    /// <summary>The idempotency key; null if none was given.</summary>
    public virtual RequestKey? Request => null;

    /// <summary>The time of a schedule that it acts for; null for all others.</summary>
    public virtual Occurrence? Occurrence => null;

    /// <summary>Why it acts: what a person has said, or the reason that a rule always has.</summary>
    public virtual string? Reason => null;

    public static implicit operator Caller(ClaimsPrincipal person) => FromClaimsPrincipal(person);

    /// <param name="why">In the person's words, for those who are asked to approve; empty if they gave none.</param>
    public static Caller Of(ClaimsPrincipal person, string why) =>
        new PersonCaller(person, PlainText.Title(why) is { Length: > 0 } plain ? plain : null);

    public static Caller FromClaimsPrincipal(ClaimsPrincipal person) => new PersonCaller(person);
}

internal sealed record PersonCaller(ClaimsPrincipal Person, string? Why = null) : Caller
{
    public override string? Reason => Why;

    public override Actor Actor => Actor.From(Person);

    public override OperationVia Via => OperationVia.Page;
}

// A program with its own token or a person's, or a person who uses the API with their session.
internal sealed record ProgramCaller(ClaimsPrincipal Principal, RequestKey? RequestKey = null) : Caller
{
    public override Actor Actor => Actor.From(Principal);

    public override OperationVia Via => OperationVia.Api;

    public override RequestKey? Request => RequestKey;
}

// The dashboard itself, by a rule that a person has set up. It is allowed what the rule's team is allowed when it acts.
internal abstract record SystemCaller(string? Team) : Caller;

// For one knowledge box at one time of a schedule. The idempotency key names the box and the time, so that each is decided once, whatever
// happens between the decision and its record.
internal sealed record ScheduleCaller(Schedule Schedule, Occurrence At, string KnowledgeBoxId) : SystemCaller(Schedule.Team)
{
    public override Actor Actor => new($"schedule/{Schedule.Id}", $"{Schedule.Name}, set up by {Schedule.CreatedBy.Name}");

    public override OperationVia Via => OperationVia.Schedule;

    public override RequestKey? Request => new(
        string.Create(CultureInfo.InvariantCulture, $"schedule/{Schedule.Id}/{KnowledgeBoxId}/{At.At.UtcDateTime:yyyy-MM-ddTHH:mmZ}"),
        "start a backup");

    public override Occurrence? Occurrence => At;
}

// What the settings say takes a second person.
internal sealed record SettingsCaller() : SystemCaller(Team: null)
{
    public override Actor Actor { get; } = new("settings", "the settings");

    public override OperationVia Via => OperationVia.Settings;
}

// Without an idempotency key: of two deletions of one backup, the second is refused anyway.
internal sealed record RetentionCaller(RetentionRule Rule) : SystemCaller(Rule.Team)
{
    public override Actor Actor => new(ActorId(Rule.Id), $"{Rule.Name}, set up by {Rule.CreatedBy.Name}");

    public override OperationVia Via => OperationVia.Retention;

    public override string? Reason => RetentionWords.Keeps(Rule.Terms.Keep);

    public static string ActorId(Guid ruleId) => $"retention/{ruleId}";
}
