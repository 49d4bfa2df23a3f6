using System.Text;
using Microsoft.JSInterop;

namespace BackupDashboard.Shell;

/// <summary>What only the browser knows or can do. One script module, loaded on first use.</summary>
public sealed class Browser(IJSRuntime script) : IAsyncDisposable
{
    // Twice as many bytes, since a draft is plain JSON, fit into the smallest message that a browser can be allowed.
    private const int PartOfDraft = 1_500;

    private const int LongestDraft = 1_000_000;

    private readonly Lazy<Task<IJSObjectReference>> _module = new(
        () => script.InvokeAsync<IJSObjectReference>("import", "./browser.js").AsTask());

    public async Task<string?> TimeZoneAsync() => await (await _module.Value).InvokeAsync<string?>("timeZone");

    public async Task<ThemeChoice> ThemeAsync() =>
        Enum.TryParse<ThemeChoice>(await (await _module.Value).InvokeAsync<string?>("theme"), out var choice) ? choice : ThemeChoice.System;

    public async Task KeepThemeAsync(ThemeChoice choice) => await (await _module.Value).InvokeVoidAsync("keepTheme", choice.ToString());

    /// <summary>What <see cref="KeepDraftAsync"/> has kept, since this tab was opened; null for nothing.</summary>
    public async Task<string?> DraftAsync(string key)
    {
        try
        {
            var module = await _module.Value;
            var (draft, part) = (new StringBuilder(), "");

            // A stream would have no such parts, but would end the circuit if the browser left or lost its connection meanwhile.
            do
            {
                part = await module.InvokeAsync<string?>("draft", key, draft.Length, PartOfDraft);
                draft.Append(part);
            }
            while (part?.Length == PartOfDraft && draft.Length < LongestDraft);
            return draft.Length == 0 ? null : draft.ToString();
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <param name="draft">Null: nothing is kept any longer.</param>
    /// <returns>False if the connection is lost, or the browser keeps nothing.</returns>
    public async Task<bool> KeepDraftAsync(string key, string? draft)
    {
        try
        {
            return await (await _module.Value).InvokeAsync<bool>("keepDraft", key, draft);
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            return false;
        }
    }

    public async Task<bool> CopyAsync(string text) => await (await _module.Value).InvokeAsync<bool>("copy", text);

    /// <summary>
    /// Shows another address of the same page, for a reload and for Back. Navigation would throw if the connection is lost, which may have
    /// happened unnoticed when no one has clicked.
    /// </summary>
    public async Task ShowAddressAsync(string address)
    {
        try
        {
            await (await _module.Value).InvokeVoidAsync("showAddress", address);
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The connection is lost: the address stays as it was.
        }
    }

    /// <summary>Has the browser load another page, which ends the circuit. Navigation would throw if the connection is lost.</summary>
    public async Task LeaveForAsync(string path)
    {
        try
        {
            await script.InvokeVoidAsync("location.replace", path);
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The connection is lost. If it comes back, the page is rendered again, and the browser sent away then.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_module.IsValueCreated || !_module.Value.IsCompletedSuccessfully)
            return;

        try
        {
            await (await _module.Value).DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and its modules with it.
        }
    }
}
