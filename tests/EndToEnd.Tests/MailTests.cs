using BackupDashboard.EndToEnd.Pages;
using BackupDashboard.EndToEnd.Running;

namespace BackupDashboard.EndToEnd;

/// <summary>Mail over TLS, with a certificate that the machine trusts, or does not.</summary>
[Collection(Lane.Own)]
public sealed class MailTests(World world)
{
    [Theory]
    [InlineData("STARTTLS", true)]
    [InlineData("TLS", true)]
    [InlineData("STARTTLS", false)]
    public async Task Channel_WithEncryption_DeliversToAServerThatTheMachineTrusts_AndNoOther(string encryption, bool isTrusted)
    {
        await using var server = new EncryptedMailServer(isTlsFirst: encryption == "TLS");
        await using var dashboard = await DashboardProcess.StartAsync(
            new Dictionary<string, string?> { ["SSL_CERT_FILE"] = isTrusted ? server.AuthorityFile : null });
        await using var context = await world.Browser.NewContextAsync(new() { BaseURL = dashboard.Address.ToString() });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/notifications/channels/new");
        await page.GetByRole(AriaRole.Button, new() { Name = People.Administrator, Exact = true }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Ops");
        await page.GetByLabel("To", new() { Exact = true }).FillAsync("ops@example.com");
        await page.GetByLabel("From", new() { Exact = true }).FillAsync("backups@example.com");
        await page.GetByLabel("Mail server").FillAsync("localhost");
        await page.GetByLabel("Port").FillAsync($"{server.Port}");
        if (encryption != "STARTTLS")
            await page.ChooseAsync("Encryption", encryption);

        await page.GetByLabel("User").FillAsync(EncryptedMailServer.User);
        await page.GetByLabel("Password").FillAsync(EncryptedMailServer.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the channel" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Test Ops" }).ClickAsync();
        if (isTrusted)
        {
            await Expect(page.GetByText("Delivered. The server said: kept")).ToBeVisibleAsync();
            var (isEncrypted, user, text) = server.Received.ShouldHaveSingleItem();
            (isEncrypted, user).ShouldBe((true, EncryptedMailServer.User));
            text.ShouldContain("Subject: Test of BackupDashboard");
        }
        else
        {
            await Expect(page.GetByText("Not delivered")).ToContainTextAsync("certificate");
            server.Received.ShouldBeEmpty();
        }
    }
}
