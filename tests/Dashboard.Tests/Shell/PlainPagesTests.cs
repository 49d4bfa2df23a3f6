using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Layout;
using BackupDashboard.Tests.Shared;
using Bunit;

namespace BackupDashboard.Tests.Shell;

/// <summary>The pages around sign-in, which are drawn without a circuit.</summary>
public sealed class PlainPagesTests : PageTest
{
    [Theory]
    [InlineData(403, "You are signed in, but may not see backups")]
    [InlineData(404, "There is no such page")]
    [InlineData(500, "Something went wrong")]
    [InlineData(503, "The server answered with 503")]
    public async Task Status_AnyCode_HasItsSentence(int code, string sentence)
    {
        var page = await DrawAsync<StatusPage>(parameters => parameters.Add(status => status.Code, code));
        page.Markup.ShouldContain(sentence);
    }

    [Fact]
    public async Task SignInFailed_EveryReason_HasItsOwnSentence()
    {
        var page = await DrawAsync<SignInFailedPage>();
        var sentences = new HashSet<string> { page.Find("p").TextContent };
        foreach (var reason in new[] { SignInFailure.Cancelled, SignInFailure.Expired, SignInFailure.ProviderUnreachable,
                SignInFailure.Refused })
        {
            await GoAsync($"{SignInPaths.SignInFailed}?reason={reason}");
            sentences.Add(page.Find("p").TextContent).ShouldBeTrue($"{reason} has the sentence of another reason");
        }

        page.Find("a").GetAttribute("href").ShouldBe("/sign-in?returnUrl=%2F");
    }

    [Fact]
    public async Task SignedOut_Page_LeadsBackIn()
    {
        var page = await DrawAsync<SignedOutPage>();
        page.Find("a").GetAttribute("href").ShouldBe(SignInPaths.SignIn);
    }

    [Fact]
    public async Task NoAccess_Page_NamesEveryRoleThatMayView()
    {
        var page = await DrawAsync<NoAccess>();
        page.FindAll("li strong").Select(role => role.TextContent).ShouldBe([A.Administrator, A.Operator, A.Auditor, A.Docs, A.Support]);
        page.Find("form").GetAttribute("action").ShouldBe(SignInPaths.SignOut);
        page.Find("p strong").TextContent.ShouldBe("Ada Operator");
    }

    [Theory]
    [InlineData("hasgroups", "true", true)]
    [InlineData("_claim_names", """{"groups":"src1"}""", true)]
    [InlineData("hasgroups", "false", false)]
    [InlineData("_claim_names", """{"address":"src1"}""", false)]
    [InlineData("_claim_names", "not JSON", false)]
    public async Task NoAccess_GroupsLeftOut_SaysThatTheyAreTooMany(string claim, string value, bool isSaid)
    {
        var person = A.Person();
        person.Identities.Single().AddClaim(new Claim(claim, value));
        SignIn(person);
        var page = await DrawAsync<NoAccess>();
        page.Markup.Contains("so many groups", StringComparison.Ordinal).ShouldBe(isSaid);
    }

    [Fact]
    public async Task Reconnect_Dialog_SaysThatWorkGoesOn()
    {
        var dialog = await DrawAsync<Reconnect>();
        dialog.Find("dialog").Id.ShouldBe("components-reconnect-modal");
        dialog.Markup.ShouldContain("Requested operations continue without this page");
    }
}
