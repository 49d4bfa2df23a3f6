using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Journal;

namespace BackupDashboard.Operations;

/// <summary>
/// Who requests an operation: a <see cref="PersonCaller"/>, a <see cref="ProgramCaller"/> or the <see cref="SystemCaller"/>.
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

    public static implicit operator Caller(ClaimsPrincipal person) => FromClaimsPrincipal(person);

    public static Caller FromClaimsPrincipal(ClaimsPrincipal person) => new PersonCaller(person);
}

internal sealed record PersonCaller(ClaimsPrincipal Person) : Caller
{
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

// The dashboard itself, by a rule that someone set up. It is allowed what that person's teams are allowed when it acts. RequestKey: names
// the occurrence, so that it is done once.
internal sealed record SystemCaller(string Id, string Name, Authority Authority, RequestKey RequestKey) : Caller
{
    public override Actor Actor => new(Id, $"{Name}, set up by {Authority.By.Name}");

    public override OperationVia Via => OperationVia.Schedule;

    public override RequestKey? Request => RequestKey;
}

internal sealed record Authority(Actor By, IReadOnlyList<string> Memberships)
{
    public static Authority Of(ClaimsPrincipal person) => new(Actor.From(person), Permissions.MembershipsOf(person));
}
