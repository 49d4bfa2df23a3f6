using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

public sealed class AccessTests(World world) : ConsoleTest(world)
{
    private const string Hub = "/hubs/backups/negotiate?negotiateVersion=1";

    [Fact]
    public async Task Auditor_OpensAZone_SeesWhatExistsAndWhyItCanNotBeDone()
    {
        var zone = new ZonePage(Page);
        await SignInAsync(People.Auditor, ZonePage.Of(Europe, "docs-handbook"));
        await Expect(zone.Rows).ToHaveCountAsync(8);
        var row = zone.Rows.First;

        await Expect(zone.StartButton).ToBeDisabledAsync();
        await Expect(Page.GetByTitle("You do not have the right 'Backup'")).ToBeVisibleAsync();
        await Expect(row.GetByRole(AriaRole.Button, new() { Name = "Restore" })).ToBeDisabledAsync();
        await Expect(row.GetByTitle("You do not have the right 'Restore'")).ToBeVisibleAsync();
        await Expect(ZonePage.Delete(row)).ToBeDisabledAsync();
        await Expect(row.GetByTitle("You do not have the right 'Delete'")).ToBeVisibleAsync();
        await Expect(ZonePage.More(row)).ToBeEnabledAsync();
    }

    [Fact]
    public async Task Auditor_OpensTheRestoreWizard_CanNotGoOnAndReadsWhy()
    {
        var restore = new RestorePage(Page);
        var box = await Cloud.SeedBoxAsync(Europe);
        await SignInAsync(People.Auditor, RestorePage.Of(Europe, (await Cloud.BackupsAsync(Europe, box)).Single().Id));

        await Expect(restore.ToName).ToBeDisabledAsync();
        await Expect(Page.GetByTitle("You do not have the right 'Restore'")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task PersonWithoutRole_SignsIn_LearnsWhichRoleIsMissingAndNothingElse()
    {
        AllowsBrowserErrors = true;
        await SignInAsync(People.WithoutRole);

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "You are signed in, but may not see backups" })).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Listitem)).ToContainTextAsync(
            ["BackupDashboard.Administrator", "BackupDashboard.Operator", "Team.Search", "Team.Support", "", "BackupDashboard.Auditor"]);
        foreach (var path in (string[])["/", $"/zones/{Europe}", RestorePage.Of(Europe, Guid.NewGuid().ToString())])
            (await Page.GotoAsync(path))!.Status.ShouldBe(403, path);
        (await Context.APIRequest.PostAsync(Hub)).Status.ShouldBe(403);

        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Nobody_AsksForPagesAndHub_GetsTheSignInOrARefusal()
    {
        (await Context.APIRequest.PostAsync(Hub)).Status.ShouldBe(401);
        foreach (var path in (string[])["/", $"/zones/{Europe}"])
        {
            await Page.GotoAsync(path);
            await Expect(new Shell(Page).SignInChoice).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task Operator_AsksForTheHub_IsLetIn()
    {
        await SignInAsync(People.Operator);
        await Expect(new Shell(Page).Overview).ToBeVisibleAsync();

        (await Context.APIRequest.PostAsync(Hub)).Status.ShouldBe(200);
    }
}
