using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Journal;

namespace BackupDashboard.Operations;

/// <summary>Who requests an operation: a <see cref="PersonCaller"/>, a <see cref="ProgramCaller"/> or the <see cref="SystemCaller"/>.</summary>
public abstract record Caller
{
    private protected Caller()
    {
    }

    public abstract Actor Actor { get; }

    public abstract OperationVia Via { get; }

    /// <summary>The idempotency key; null if none was given.</summary>
    public virtual RequestKey? Request => null;

    public static implicit operator Caller(ClaimsPrincipal person) => FromClaimsPrincipal(person);

    public static Caller FromClaimsPrincipal(ClaimsPrincipal person) => new PersonCaller(person);
}

/// <summary>Someone in front of a page.</summary>
internal sealed record PersonCaller(ClaimsPrincipal Person) : Caller
{
    public override Actor Actor => Actor.From(Person);

    public override OperationVia Via => OperationVia.Page;
}

/// <summary>A program with its own token or a person's, or a person who uses the API with their session.</summary>
internal sealed record ProgramCaller(ClaimsPrincipal Principal, RequestKey? RequestKey = null) : Caller
{
    public override Actor Actor => Actor.From(Principal);

    public override OperationVia Via => OperationVia.Api;

    public override RequestKey? Request => RequestKey;
}

/// <summary>The dashboard itself, by a rule that someone set up. It is allowed what that person's teams are allowed when it acts.</summary>
/// <param name="Id">The rule's id, such as <c>schedule/7</c>: the actor's id in the journal.</param>
/// <param name="Name">The rule's name, for people.</param>
/// <param name="RequestKey">Names the occurrence, so that it is done once.</param>
internal sealed record SystemCaller(string Id, string Name, Authority Authority, RequestKey RequestKey) : Caller
{
    public override Actor Actor => new(Id, $"{Name}, set up by {Authority.By.Name}");

    public override OperationVia Via => OperationVia.Schedule;

    public override RequestKey? Request => RequestKey;
}

/// <summary>Who set a rule up, and the app roles and groups that they had then.</summary>
internal sealed record Authority(Actor By, IReadOnlyList<string> Memberships)
{
    public static Authority Of(ClaimsPrincipal person) => new(Actor.From(person), Permissions.MembershipsOf(person));
}
