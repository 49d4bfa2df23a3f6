using BackupDashboard.Access;
using BackupDashboard.Alarms;
using BackupDashboard.Journal;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Access.Matrix;

/// <summary>The console with something of every sort on every object, in front of a persona that presses whatever there is.</summary>
public abstract class PageMatrixTest : PageTest
{
    private readonly AuthorizationFixture _estate;
    private readonly Dictionary<Thing, (Item Item, Item InDoubt, Item Arriving)> _objects = [];

    protected PageMatrixTest()
    {
        Console.Set("Operations:DeleteGrace", "00:10:00");
        Nuclia.Zones = [];
        _estate = new AuthorizationFixture(Nuclia, each: 4);
    }

    private protected ControlPresser ControlPresser() => new(Renderer, Screen);

    /// <summary>
    /// An object of this sort that nothing is the matter with; the others of its sort have an operation, a pin or an alarm each.
    /// </summary>
    private protected Item Item { get; private set; } = null!;

    private protected Item InDoubt { get; private set; } = null!;

    private protected Item Arriving { get; private set; } = null!;

    private protected async Task BeginAsync(Persona persona, Thing thing)
    {
        await BeginAsync(persona);
        TurnTo(thing);
    }

    /// <summary>From here on it is about this one.</summary>
    private protected void TurnTo(Thing thing) => (Item, InDoubt, Arriving) = _objects[thing];

    private protected async Task BeginAsync(Persona persona)
    {
        SignIn(A.Person($"{persona}", Table.RolesOf(persona), []));
        await OpenAsync("/access");
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        foreach (var one in Table.Things.Where(one => one is not (Thing.Missing or Thing.MissingZone)))
        {
            var scheduled = await AuthorizationFixture.ScheduleDeletionAsync(Console, _estate.Take(one));
            await AuthorizationFixture.RaiseAlarmAsync(Console, scheduled);
            var pinned = await AuthorizationFixture.PinAsync(Console, _estate.Take(one));
            var arriving = await AuthorizationFixture.RestoreAsync(Console, pinned);
            var doubt = await AuthorizationFixture.DoubtDeletionAsync(Console, _estate.Take(one));
            _objects[one] = (_estate.Take(one) with { OperationId = scheduled.OperationId }, doubt, arriving);
            await AuthorizationFixture.SetScheduleAsync(Console, _objects[one].Item);
            await AuthorizationFixture.ArmRetentionAsync(Console, _objects[one].Item);
        }

        foreach (var missing in new[] { Thing.Missing, Thing.MissingZone })
            _objects[missing] = _estate.Take(missing) is var item ? (item, item, item) : default;
    }

    /// <summary>What the persona has done without having the right there.</summary>
    private protected IReadOnlyList<string> Excesses(Persona persona)
    {
        var deeds = Deeds(persona);
        var excesses = deeds.Where(deed => _estate.Find(deed.Slug) is not { } thing || !Table.May(persona, deed.Right, thing))
            .Select(deed => $"{deed.What} {deed.Slug}");
        var alarms = Console.Get<AlarmStore>().Current is var book ? book.Open.Values.Concat(book.Closed) : [];
        var acknowledged = alarms.Where(alarm => alarm.AcknowledgedBy?.Name == $"{persona}"
            && !new[] { Right.Backup, Right.Restore, Right.Delete }.Any(right =>
                Table.May(persona, right, _estate.Find(alarm.Box!)!.Value)));
        var sent = Nuclia.Sent.Where(sent => !deeds.Any(
            deed => deed.Right is not Right.Plan && sent.Contains(deed.Id, StringComparison.Ordinal)));
        return [.. excesses, .. acknowledged.Select(alarm => $"acknowledged {alarm.Box}"), .. sent.Select(sent => $"sent {sent}")];
    }

    private protected Thing? ThingOf(Deed deed) => _estate.Find(deed.Slug);

    private protected IReadOnlyList<string> LeaksTo(Persona persona) => [.. Leaks.In(Screen.Markup, persona, _estate, Item)];

    private protected IReadOnlyList<Deed> Deeds(Persona persona) =>
    [
        .. from operation in Console.Journal.Current.Operations.Values
           where operation.Actor.Name == $"{persona}" || operation.Decision?.By.Name == $"{persona}"
           select new Deed(
               operation.Kind.ToString(),
               operation.Schedule?.Boxes[0].Slug ?? operation.Retention?.Terms.Boxes[0].Slug ?? operation.Channel?.Name
                   ?? operation.Route?.Name ?? operation.KnowledgeBoxSlug,
               operation.BackupId ?? operation.KnowledgeBoxId, RightOf(operation.Kind)),
    ];

    /// <summary>Written down once more, so that a wrong right in the program is no right here.</summary>
    private static Right RightOf(OperationKind kind) => kind switch
    {
        OperationKind.Start => Right.Backup,
        OperationKind.Restore => Right.Restore,
        OperationKind.Delete or OperationKind.Pin or OperationKind.Unpin => Right.Delete,
        OperationKind.SetGoal or OperationKind.ClearGoal or OperationKind.Exempt or OperationKind.EndExemption
            or OperationKind.SetSchedule or OperationKind.DeleteSchedule or OperationKind.SetRetention
            or OperationKind.DeleteRetention => Right.Plan,
        OperationKind.SetChannel or OperationKind.DeleteChannel or OperationKind.SetRoute or OperationKind.DeleteRoute
            or OperationKind.SetApprovals =>
            Right.Administer,
        _ => throw new InvalidOperationException($"Say which right it takes to {kind}."),
    };

    private protected sealed record Deed(string What, string Slug, string Id, Right Right);
}
