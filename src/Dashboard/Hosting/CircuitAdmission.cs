using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Identity.Web;

namespace BackupDashboard.Hosting;

/// <summary>
/// Counts this circuit for its person, from opening until it is disposed. One too many stays open and empty: nothing is rendered, so
/// nothing can be requested through it, and it ends when the browser follows to the page that explains why.
/// </summary>
public sealed class CircuitAdmission(
    CircuitCount count, AuthenticationStateProvider people, ILogger<CircuitAdmission> logger) : CircuitHandler
{
    // Users who cannot be identified have no rights; together they count as one.
    private const string Nobody = "";

    private string? _counted;

    /// <summary>Also false without a circuit, as on the pages around sign-in.</summary>
    public bool IsRefused { get; private set; }

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var person = (await people.GetAuthenticationStateAsync()).User.GetObjectId() ?? Nobody;
        if (count.TryEnter(person))
        {
            _counted = person;
            return;
        }

        IsRefused = true;
        Log.TooManyCircuits(logger, person, count.Most);
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_counted is { } person)
            count.Leave(person);
        _counted = null;
        return Task.CompletedTask;
    }
}
