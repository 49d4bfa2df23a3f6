using BackupDashboard.Feeds;
using BackupDashboard.Journal;
using BackupDashboard.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace BackupDashboard.Activities;

/// <summary>The whole journal, one page at a time: keeps the view in the address, and reads again when the journal changes.</summary>
public sealed partial class ActivityPage
{
    private ActivityQuery _query = new();
    private ActivityChoices _choices = ActivityChoices.None;
    private ActivityRows? _rows;
    private CancellationTokenSource? _loading;
    private CancellationToken _left;

    [Inject]
    public required ActivityReader Reader { get; init; }

    [Inject]
    public required JournalViews Journal { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ViewerTime Time { get; init; }

    protected override void OnDisposing() => Navigation.LocationChanged -= OnLocationChanged;

    protected override async Task OnInitializedAsync()
    {
        // Kept, because the source may be disposed when the first read returns.
        _left = Disposal;
        _query = ActivityQuery.Parse(Navigation.Uri);
        Navigation.LocationChanged += OnLocationChanged;

        // Subscribed before reading: what is written in between is read again, not missed.
        Follow(Journal.Subscribe(Grants), ApplyAsync);
        _choices = await Reader.ChoicesAsync(Grants, _left);
        await LoadAsync();
    }

    private async Task ApplyAsync(Batch<JournalSnapshot, Operation> batch)
    {
        if (batch.IsReset || batch.Changes.OfType<Upsert<Operation>>()
                .Any(change => change.Item.IsVisibleTo(Grants) && !_choices.Knows(change.Item)))
            _choices = await Reader.ChoicesAsync(Grants, _left);
        await LoadAsync();
    }

    private Task ShowAsync(ActivityQuery query)
    {
        if (query == _query)
            return Task.CompletedTask;

        _query = query;
        Navigation.NavigateTo(query.ToAddress(), replace: true);
        return LoadAsync();
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        if (!Navigation.IsAt(change.Location, Links.Activity))
            return;

        var query = ActivityQuery.Parse(change.Location);
        if (query == _query)
            return;

        // Someone went back, or followed a link to another view of the journal.
        _query = query;
        _ = InvokeAsync(ShowAgainAsync);
    }

    private async Task ShowAgainAsync()
    {
        try
        {
            StateHasChanged();
            await LoadAsync();
            StateHasChanged();
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    // The latest view wins: a read for an earlier one is cancelled, and cannot arrive after it.
    private async Task LoadAsync()
    {
        _loading?.Cancel();
        using var loading = _loading = CancellationTokenSource.CreateLinkedTokenSource(_left);
        try
        {
            var rows = await Reader.PageAsync(Grants, _query, Time.Zone, loading.Token);
            loading.Token.ThrowIfCancellationRequested();
            _rows = rows;
        }
        catch (OperationCanceledException) when (loading.IsCancellationRequested)
        {
            // Superseded, or the page was left.
        }
        finally
        {
            if (_loading == loading)
                _loading = null;
        }
    }
}
