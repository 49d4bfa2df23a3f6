using BackupDashboard.Feeds;
using BackupDashboard.Journal;
using Microsoft.AspNetCore.Components;

namespace BackupDashboard.Activities;

/// <summary>One operation's story, updated while it happens.</summary>
public sealed partial class OperationDetails
{
    private IReadOnlyList<(DateTimeOffset At, Operation Operation)> _events = [];
    private bool _isRead;

    [Parameter, EditorRequired]
    public Guid Id { get; set; }

    [Inject]
    public required JournalViews Journal { get; init; }

    private Operation? Operation => _events is [.., var (_, latest)] ? latest : null;

    protected override Task OnInitializedAsync()
    {
        // Subscribed before reading: what is written in between is read again, not missed.
        Follow(Journal.Subscribe(Grants), batch => IsConcerned(batch) ? LoadAsync() : Task.CompletedTask);
        return LoadAsync();
    }

    private bool IsConcerned(Batch<JournalSnapshot, Operation> batch) =>
        batch.IsReset || batch.Changes.OfType<Upsert<Operation>>().Any(change => change.Item.Id == Id);

    private async Task LoadAsync()
    {
        var events = await Journal.StoryAsync(Id, Grants, Disposal);

        // Events are only ever added: of two reads that overtake each other, the longer one is the later.
        if (events.Count >= _events.Count)
            _events = events;
        _isRead = true;
    }

    private string Bundle(Operation operation) => SupportBundle.Of(operation, Story.Of(_events));
}
