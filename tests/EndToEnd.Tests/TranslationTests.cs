using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>
/// A browser that translates a page puts elements of its own in the place of the texts, and goes on doing so with every text that comes.
/// </summary>
public sealed class TranslationTests(World world) : ConsoleTest(world)
{
    /// <summary>What the translation of Chrome and Edge does to a page. The marks stand for another language.</summary>
    private const string Translate =
        """
        () => {
          const isText = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim() && node.isConnected
            && !node.parentElement.closest("font, script, style, textarea, [translate=no]");
          const texts = (root) => {
            const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
            const found = root.nodeType === Node.TEXT_NODE ? [root] : [];
            while (walker.nextNode()) found.push(walker.currentNode);
            return found.filter(isText);
          };
          const translate = (text) => {
            const outer = document.createElement("font");
            const inner = document.createElement("font");
            inner.textContent = `«${text.data}»`;
            outer.append(inner);
            text.replaceWith(outer);
          };
          window.translations = 0;
          new MutationObserver((records) => {
            for (const record of records) {
              const roots = record.type === "characterData" ? [record.target] : record.addedNodes;
              for (const text of [...roots].flatMap(texts)) { translate(text); window.translations++; }
            }
          }).observe(document.body, { childList: true, characterData: true, subtree: true });
          texts(document.body).forEach(translate);
        }
        """;

    private ZonePage Zone => new(Page);

    [Fact]
    public async Task PageIsTranslated_WhileABackupRuns_WhatIsLiveGoesOnChanging()
    {
        var box = await Cloud.SeedBoxAsync(Sydney, backups: 2);
        await SignInAsync(People.Operator, ZonePage.Of(Sydney, box.Slug));
        await Cloud.SpeedAsync(SandboxCloud.Frozen);
        var backup = await Cloud.StartBackupAsync(Sydney, box);
        var row = Zone.Rows.First;
        await Expect(row).ToContainTextAsync("In progress");

        await Page.EvaluateAsync(Translate);
        await Expect(row).ToContainTextAsync("«In progress»");
        var elapsed = row.Locator(".elapsed");
        for (var change = 0; change < 3; change++)
        {
            var before = await elapsed.InnerTextAsync();
            before.ShouldStartWith("«");
            await Expect(elapsed).Not.ToHaveTextAsync(before);
            await Expect(elapsed).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^«[^«»]+»$"));
        }

        await Cloud.FinishAsync(backup);
        await Expect(row).ToContainTextAsync("«Completed»");
        await Expect(row).Not.ToContainTextAsync("In progress");
        await Expect(elapsed).ToHaveCountAsync(0);
        await StillAnswersAsync();
    }

    [Fact]
    public async Task TranslatedPages_AreUsedAndLeft_ShowWhatTheyWouldShow()
    {
        var box = await Cloud.SeedBoxAsync(Sydney, backups: 3);
        await SignInAsync(People.Operator, $"/zones/{Sydney}");
        await Expect(Zone.Rows.First).ToBeVisibleAsync();
        await Page.EvaluateAsync(Translate);

        await Zone.Search.FillAsync(box.Slug);
        await Expect(Zone.Rows).ToHaveCountAsync(3);
        await Expect(Zone.Pager).ToContainTextAsync("3");
        await Zone.Search.FillAsync("there is nothing like this");
        await Expect(Page.GetByText("No backup matches these filters.")).ToBeVisibleAsync();
        await Zone.Search.FillAsync(box.Slug);
        await Expect(Zone.Rows).ToHaveCountAsync(3);
        await Expect(Page.GetByText("No backup matches these filters.")).ToHaveCountAsync(0);

        await ZonePage.Delete(Zone.Rows.First).ClickAsync();
        await Zone.Dialog.GetByRole(AriaRole.Textbox).FillAsync(box.Slug);
        await Zone.Dialog.GetByRole(AriaRole.Button, new() { Name = "Delete the backup" }).ClickAsync();
        // Rows keep their places as long as the pointer is on the table.
        await Page.Mouse.MoveAsync(1, 1);
        await Expect(Zone.Rows).ToHaveCountAsync(2);

        await Cloud.SpeedAsync(SandboxCloud.Frozen);
        await Page.GetByRole(AriaRole.Link, new() { Name = "Overview" }).ClickAsync();
        var card = new Shell(Page).Card(Sydney);
        await Expect(card).ToContainTextAsync("«In progress»«0»");
        await Cloud.StartBackupAsync(Sydney, box);
        await Expect(card).ToContainTextAsync("«In progress»«1»");
        await StillAnswersAsync();
    }

    /// <summary>Neither the framework has given up, nor do the translation and the page answer each other for ever.</summary>
    private async Task StillAnswersAsync()
    {
        await Expect(Page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        var translations = await Page.EvaluateAsync<int>("() => window.translations");
        translations.ShouldBeLessThan(2_000);
    }
}
