namespace BackupDashboard.Sandbox.Cloud;

// When the resources of a box were last modified. Most boxes are edited at an even pace, one resource after the other, for as long as they
// exist: all of it follows from the box and the time, and nothing has to be remembered.
internal sealed class EditHistory
{
    private const double BusiestShareOfADay = 0.02;
    private const double QuietShare = 0.25;

    private readonly DateTimeOffset _created;
    private readonly long _resources;
    private readonly double _perDay;

    // The k-th edit, from 1, has touched resource (k - 1) modulo their number.
    private readonly long _edits;

    public EditHistory(CloudBox box, Moment now)
    {
        _created = box.Identity.Created;
        _resources = box.CountersAt(now).Resources;
        var pace = box.Identity.Id.ToByteArray()[0] / 255d;
        var isEdited = box is { Arrival: null, Kind: BoxKind.KnowledgeBox } && pace >= QuietShare;
        _perDay = isEdited ? _resources * BusiestShareOfADay * pace : 0;
        _edits = (long)Math.Floor(EditsAt(now.Now));
    }

    // The most recently modified first.
    public EditedResources Within(CatalogQuery query)
    {
        if (query.Created is { } created && !created.Contains(_created))
            return EditedResources.None;

        var modified = query.Modified ?? DateRange.Any;
        var oldest = _edits - Math.Min(_resources, _edits) + 1;
        var first = modified.Since is { } since ? Math.Max(oldest, (long)Math.Ceiling(EditsAt(since))) : oldest;
        var last = modified.Until is { } until ? Math.Min(_edits, (long)Math.Floor(EditsAt(until))) : _edits;
        var edited = Math.Max(0, last - first + 1);
        var untouched = modified.Contains(_created) ? Math.Max(0, _resources - _edits) : 0;
        return new EditedResources(edited + untouched, place => place < edited
            ? ((last - place - 1) % _resources, _created.AddDays((last - place) / _perDay))
            : (_edits + place - edited, _created));
    }

    private double EditsAt(DateTimeOffset moment) => Math.Max(0, (moment - _created).TotalDays * _perDay);
}

internal sealed record EditedResources(long Count, Func<long, (long Index, DateTimeOffset Modified)> At)
{
    public static EditedResources None { get; } = new(0, _ => throw new InvalidOperationException("There is none."));
}
