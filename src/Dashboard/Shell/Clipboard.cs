using MudBlazor;

namespace BackupDashboard.Shell;

/// <summary>Copies a text, and shows whether the browser allowed it.</summary>
public sealed class Clipboard(Browser browser, ISnackbar snackbar)
{
    /// <param name="copied">Shown when it was copied.</param>
    /// <param name="otherwise">What to do instead, where the browser does not allow it.</param>
    public async Task CopyAsync(string text, string copied, string otherwise)
    {
        var isCopied = await browser.CopyAsync(text);
        snackbar.Add(isCopied ? copied : $"The browser does not allow it. {otherwise}", isCopied ? Severity.Success : Severity.Warning);
    }
}
