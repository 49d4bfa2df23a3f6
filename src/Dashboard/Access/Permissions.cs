using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Access;

/// <summary>The one place that decides. Every service asks it at the time it acts, not only the page that shows a button.</summary>
public sealed class Permissions(IOptionsMonitor<AccessOptions> options, ILogger<Permissions> logger)
{
    private const string GroupClaim = "groups";
    private readonly ConcurrentDictionary<string, Grants> _grants = new(StringComparer.Ordinal);
    private Rules? _rules;
    private string? _told;

    public IReadOnlyList<Team> Teams => Current.Teams;

    public string Contact => Current.Access.Contact;

    public Grants Of(ClaimsPrincipal person)
    {
        if (person.Identity?.IsAuthenticated is not true)
            return Grants.None;

        return OfTeams([.. Teams.Where(team => person.IsInRole(team.Member) || person.HasClaim(GroupClaim, team.Member))]);
    }

    /// <summary>What the members of a team are allowed to do now: nothing if there is no such team any longer.</summary>
    /// <param name="name">Null for the administrators of everything.</param>
    public Grants OfTeam(string? name) =>
        OfTeams([.. Teams.Where(team => name is null ? team.IsOfAdministrators : team.Name == name)]);

    /// <summary>What the members of these teams are allowed to do now; teams that are no longer there give nothing.</summary>
    public Grants OfTeams(IReadOnlyList<string> names) => OfTeams([.. Teams.Where(team => names.Contains(team.Name))]);

    public bool Has(ClaimsPrincipal person, Right right) => Of(person).MayAnywhere(right);

    /// <summary>The teams that would grant this right.</summary>
    public IReadOnlyList<Team> TeamsWith(Right right) => [.. Teams.Where(team => team.Has(right))];

    private Rules Current
    {
        get
        {
            try
            {
                var access = options.CurrentValue;
                if (_rules?.Access != access)
                    (_rules, _told) = (new Rules(access), null);
                return _rules;
            }
            catch (OptionsValidationException exception) when (_rules is not null)
            {
                // A file was changed to something invalid while running: the last valid settings stay in force, and the log says what is
                // wrong. Logged once, because every reader comes here.
                var problems = string.Join(" ", exception.Failures);
                if (Interlocked.Exchange(ref _told, problems) != problems)
                    Log.SettingsNotUsed(logger, problems);
                return _rules;
            }
        }
    }

    private Grants OfTeams(IReadOnlyList<Team> teams) => teams.Count == 0 ? Grants.None : _grants.AddOrUpdate(
        string.Join('\n', teams.Select(team => team.Name)),
        _ => new Grants(teams),
        (_, known) => known.Teams.SequenceEqual(teams) ? known : new Grants(teams));

    private sealed class Rules(AccessOptions access)
    {
        public AccessOptions Access { get; } = access;

        public IReadOnlyList<Team> Teams { get; } = [.. access.Teams.Select(team => Team.Of(team, access))];
    }
}
