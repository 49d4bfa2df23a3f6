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

    /// <summary>As the journal records it.</summary>
    public abstract Actor Actor { get; }

    public abstract OperationVia Via { get; }

    /// <summary>The name that was given to the request, to be able to repeat it; null where none was given.</summary>
    public virtual RequestKey? Request => null;

    public static implicit operator Caller(ClaimsPrincipal person) => FromClaimsPrincipal(person);

    public static Caller FromClaimsPrincipal(ClaimsPrincipal person) => new PersonCaller(person);
}

/// <summary>Someone in front of a page.</summary>
public sealed record PersonCaller(ClaimsPrincipal Person) : Caller
{
    public override Actor Actor => Actor.From(Person);

    public override OperationVia Via => OperationVia.Page;
}

/// <summary>A program with a token of its own or of a person, or a person who uses the API with their session.</summary>
public sealed record ProgramCaller(ClaimsPrincipal Principal, RequestKey? RequestKey = null) : Caller
{
    public override Actor Actor => Actor.From(Principal);

    public override OperationVia Via => OperationVia.Api;

    public override RequestKey? Request => RequestKey;
}

/// <summary>The dashboard itself, by a rule that someone set up. It may do what that person's teams may do at the time it acts.</summary>
/// <param name="Id">Of the rule, such as <c>schedule/7</c>: the actor's id in the journal.</param>
/// <param name="Name">Of the rule, for people.</param>
/// <param name="RequestKey">Names what it is due to do, so that it is done once.</param>
public sealed record SystemCaller(string Id, string Name, Authority Authority, RequestKey RequestKey) : Caller
{
    public override Actor Actor => new(Id, $"{Name}, set up by {Authority.By.Name}");

    public override OperationVia Via => OperationVia.Schedule;

    public override RequestKey? Request => RequestKey;
}

/// <summary>What a rule acts by: who set it up, and the app roles and groups that they had then.</summary>
public sealed record Authority(Actor By, IReadOnlyList<string> Memberships)
{
    public static Authority Of(ClaimsPrincipal person) => new(Actor.From(person), Permissions.MembershipsOf(person));
}
