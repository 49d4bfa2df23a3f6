using System.Globalization;
using BackupDashboard.Shell;
using BackupDashboard.Zones;

namespace BackupDashboard.Alarms;

internal sealed class AccountAlarms(ZoneMonitor zones, AlarmStore book)
{
    private static readonly AlarmKey Hidden = new(AlarmKind.BoxesHidden, "", "");

    // By the state of the snapshot, not by the change: what could not be written is written the next time.
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var current = zones.Account;
        if (current is not { Failure: null, AsOf: not null })
            return;

        await book.RaiseAsync([.. current.GoneZones.Select(Gone)], cancellationToken);
        await book.EndAsync([.. current.Zones.Select(zone => Key(zone.Slug))], cancellationToken);

        var boxes = current.Boxes;
        if (boxes.FallsShort)
            await book.RaiseAsync([HiddenBoxes(boxes)], cancellationToken);
        else if (boxes is { MayFallShort: false, AgreedAt: not null })
            await book.EndAsync(Hidden, cancellationToken);
    }

    private static AlarmKey Key(string zone) => new(AlarmKind.ZoneGone, zone, "");

    private static AlarmNews Gone(ZoneSnapshot zone) => new(
        Key(zone.Zone.Slug),
        "The account no longer lists zone "
            + $"{zone.Zone.Slug}{(zone.AsOf is { } asOf ? $", which was last read {ViewerTime.Utc(asOf)}" : "")}. "
        + "What is shown of it is its last picture, and what waits for it is held. If no one has closed the zone, check what the "
            + "dashboard's token may see, and ask Nuclia.")
    {
        Detail =
            $"It had {Format.Count(zone.KnowledgeBoxes.Values.Count(box => !box.IsAgent), "knowledge box")} and "
                + $"{Format.Count(zone.Backups.Count, "backup")}.",
    };

    private static AlarmNews HiddenBoxes(BoxCount boxes) => new(
        Hidden,
        "The dashboard's token does not see every knowledge box of the account. So a box that is not listed is not called gone, and no "
            + "slug is known to be free. "
        + "Give the token's owner access to every box, or use the token of someone who has it.")
    {
        Detail = string.Create(CultureInfo.InvariantCulture, $"The account counts {boxes.Counted}, and its zones list {boxes.Listed}."),
    };
}
