using BackupDashboard.Sandbox.Cloud.Faults;
using BackupDashboard.Sandbox.Cloud.Seeding;
using BackupDashboard.Sandbox.Cloud.Validation;
using BackupDashboard.Sandbox.Mail;
using BackupDashboard.Sandbox.Setup;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackupDashboard.Sandbox.Cloud;

// Controls for tests and for people who try the dashboard. No token; loopback only.
internal sealed class ControlApi(
    CloudState state, FaultBook faults, CallCounter calls, CommandLog commands, SandboxClock clock, Inbox inbox)
{
    private const int LargestSeed = 100_000;
    private const double LargestFactor = 100_000;
    private const int LongestAdvance = 366 * 24 * 60;

    private readonly BackupCommands _commands = new(state);
    private readonly BulkSeeder _seeder = new(state);

    public void Map(IEndpointRouteBuilder app)
    {
        var control = app.MapGroup("/sandbox").AddEndpointFilter<LocalOnly>();
        control.MapPost("/faults", AddFaultAsync);
        control.MapGet("/faults", () => ControlBody.Answer(faults.All()));
        control.MapDelete("/faults", () => Done(faults.Clear));
        control.MapPost("/seed", SeedAsync);
        control.MapPost("/backups/{backupId}/finish", Finish);
        control.MapPost("/speed", SetSpeedAsync);
        control.MapPost("/clock", AdvanceAsync);
        control.MapGet("/clock", () => ControlBody.Answer(new { Now = clock.GetUtcNow() }));
        control.MapGet("/calls", () => ControlBody.Answer(calls.ByZone()));
        control.MapDelete("/calls", () => Done(calls.Reset));
        control.MapGet("/commands", () => ControlBody.Answer(commands.All()));
        control.MapDelete("/commands", () => Done(commands.Reset));
        control.MapGet("/inbox", () => ControlBody.Answer(inbox.All));
        control.MapDelete("/inbox", () => Done(inbox.Clear));
        app.MapGet("/inbox", (HttpContext context) => InboxPage.Show(context, inbox)).AddEndpointFilter<LocalOnly>();
    }

    private async Task<IResult> AddFaultAsync(HttpRequest request)
    {
        var (body, refusal) = await ControlBody.ReadAsync<FaultRequest>(request);
        if (body is null)
            return refusal!;

        string[] zones = [CallCounter.Global, .. state.Zones.Select(zone => zone.Slug)];
        if (body.Read(zones, out var fault) is { } reason)
            return ControlBody.Refuse(reason);

        faults.Add(fault);
        return ControlBody.Answer(faults.All());
    }

    private async Task<IResult> SeedAsync(HttpRequest request)
    {
        var (body, refusal) = await ControlBody.ReadAsync<SeedRequest>(request);
        if (body is null)
            return refusal!;

        if (state.Zones.FirstOrDefault(zone => zone.Slug == body.Zone) is not { } zone)
            return ControlBody.Refuse($"'zone' must be one of: {string.Join(", ", state.Zones.Select(zone => zone.Slug))}");
        if (body is { KnowledgeBoxes: < 0 or > LargestSeed } or { Backups: < 0 or > LargestSeed })
            return ControlBody.Refuse($"'knowledgeBoxes' and 'backups' must be between 0 and {LargestSeed}");
        if (body is { KnowledgeBoxes: 0, Backups: 0 })
            return ControlBody.Refuse("Nothing to do: give 'knowledgeBoxes', 'backups' or both");

        return _seeder.Add(zone, body.KnowledgeBoxes, body.Backups)
            ? ControlBody.Answer(body)
            : ControlBody.Refuse($"{zone.Slug} has no knowledge box that backups could belong to: seed 'knowledgeBoxes' too");
    }

    private IResult Finish(string backupId)
    {
        if (!Uuid.TryParse(backupId, out var id))
            return ControlBody.Refuse($"'{backupId}' is not a backup's id (a UUID)");

        return _commands.Finish(id) ? TypedResults.NoContent() : Errors.NotFound("Backup");
    }

    private async Task<IResult> SetSpeedAsync(HttpRequest request)
    {
        var (body, refusal) = await ControlBody.ReadAsync<SpeedRequest>(request);
        if (body is null)
            return refusal!;
        if (body.Factor is not (> 0 and <= LargestFactor))
            return ControlBody.Refuse($"'factor' must be above 0 and at most {LargestFactor}; 1 is the normal speed");

        state.SetSpeed(body.Factor.Value);
        return ControlBody.Answer(body);
    }

    private async Task<IResult> AdvanceAsync(HttpRequest request)
    {
        var (body, refusal) = await ControlBody.ReadAsync<ClockRequest>(request);
        if (body is null)
            return refusal!;
        if (body.AdvanceMinutes is not (> 0 and <= LongestAdvance))
            return ControlBody.Refuse($"'advanceMinutes' must be between 1 and {LongestAdvance}, which is a year");

        clock.Advance(TimeSpan.FromMinutes(body.AdvanceMinutes.Value));
        return ControlBody.Answer(new { Now = clock.GetUtcNow() });
    }

    private static NoContent Done(Action action)
    {
        action();
        return TypedResults.NoContent();
    }

    private sealed record SeedRequest(string? Zone, int KnowledgeBoxes, int Backups);

    private sealed record SpeedRequest(double? Factor);

    private sealed record ClockRequest(int? AdvanceMinutes);
}
