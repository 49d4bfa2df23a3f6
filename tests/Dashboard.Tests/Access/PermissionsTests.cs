using System.Security.Claims;
using BackupDashboard.Access;
using BackupDashboard.Tests.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BackupDashboard.Tests.Access;

public sealed class PermissionsTests
{
    private const string Group = "7f0c6c6e-2f0e-4b53-9a54-0d7f5a0f2b11";

    [Theory]
    [InlineData(A.Administrator, "View,Backup,Restore,Delete,Plan,Approve,Administer")]
    [InlineData("Team.Search", "View,Backup")]
    [InlineData("team.search", "")]
    [InlineData("Somebody.Else", "")]
    public void Role_OfATeam_GivesItsRights(string role, string rights) => RightsOf(A.Person(role)).ShouldBe(rights);

    [Fact]
    public void Group_OfATeam_GivesItsRights() => RightsOf(A.Person("Ada", [], [Group])).ShouldBe("View,Delete");

    [Fact]
    public void SeveralTeams_Rights_AddUp() => RightsOf(A.Person("Ada", ["Team.Search"], [Group])).ShouldBe("View,Backup,Delete");

    [Fact]
    public void GroupNamedLikeARole_IsStillAGroup() => RightsOf(A.Person("Ada", [], ["Team.Search"])).ShouldBe("View,Backup");

    [Fact]
    public void NotSignedIn_EvenWithTheRole_HasNoRight() =>
        RightsOf(new ClaimsPrincipal(new ClaimsIdentity([new Claim("roles", A.Administrator)], null, "name", "roles"))).ShouldBe("");

    [Fact]
    public void NoTeams_Anybody_HasNoRight() => RightsOf(A.Person(A.Administrator), teams: false).ShouldBe("");

    [Fact]
    public void TeamsWith_ARight_AreThoseThatGiveIt() =>
        Services().GetRequiredService<Permissions>().TeamsWith(Right.View).Select(team => team.Member)
            .ShouldBe([A.Administrator, "Team.Search", Group]);

    [Theory]
    [MemberData(nameof(Rights))]
    public async Task EveryRight_HasAPolicy_ThatAsksForIt(Right right)
    {
        var authorization = Services().GetRequiredService<IAuthorizationService>();
        (await authorization.AuthorizeAsync(A.Person(A.Administrator), right.ToString())).Succeeded.ShouldBeTrue();
        (await authorization.AuthorizeAsync(A.Person("Somebody.Else"), right.ToString())).Succeeded.ShouldBeFalse();
        (await authorization.AuthorizeAsync(new ClaimsPrincipal(new ClaimsIdentity()), right.ToString())).Succeeded.ShouldBeFalse();
    }

    public static TheoryData<Right> Rights => [.. Enum.GetValues<Right>()];

    [Fact]
    public void Actor_OfAPerson_HasObjectIdAndName() => Actor.From(A.Person()).ShouldBe(new Actor("oid of Ada Operator", "Ada Operator"));

    [Theory]
    [InlineData("Grace\u202E\r\n fail: forged", "Grace fail: forged")]
    [InlineData("\u200B", "unnamed")]
    public void Actor_OfAGuestWithAHostileName_IsOneHarmlessLine(string name, string shown) =>
        Actor.From(A.Person(name, [], [])).Name.ShouldBe(shown);

    [Fact]
    public void Actor_WithoutObjectId_IsAMistake() =>
        Should.Throw<InvalidOperationException>(() => Actor.From(new ClaimsPrincipal(new ClaimsIdentity("test"))));

    [Fact]
    public void SettingsThatBecomeWrong_AreToldOnce_AndThoseFromBeforeStay()
    {
        using var log = new TestLog();
        var services = Services(log: log);
        var permissions = services.GetRequiredService<Permissions>();
        var settings = (IConfigurationRoot)services.GetRequiredService<IConfiguration>();
        permissions.Contact.ShouldBe("Ann");

        (settings["Access:Contact"], settings["Access:Teams:1:Rights:0"]) = ("Bob", "Veiw");
        Should.Throw<AggregateException>(settings.Reload);
        for (var times = 0; times < 3; times++)
        {
            permissions.Has(A.Person("Team.Search"), Right.View).ShouldBeTrue();
            permissions.Contact.ShouldBe("Ann");
        }

        log.Errors.ShouldHaveSingleItem().ShouldContain("Access:Teams:1:Rights:0 is 'Veiw'");

        settings["Access:Teams:1:Rights:0"] = "View";
        settings.Reload();
        permissions.Contact.ShouldBe("Bob");
    }

    [Theory]
    [InlineData("Limits:CommandsPerMinute", "61", true)]
    [InlineData("Access:Teams:2:Boxes:0", "docs-*", true)]
    [InlineData("Access:Teams:1:Name", "Searchers", false)]
    [InlineData("Access:Teams:1:Zones:0", "europe", false)]
    [InlineData("Access:Teams:1:Boxes:0", "docs-*", false)]
    [InlineData("Access:Teams:1:Rights:1", "Restore", false)]
    [InlineData("Access:Teams:1:Contact", "Bob", false)]
    public void SettingsThatChange_GrantsStayAsLongAsTheirTeamsDo(string key, string value, bool stay)
    {
        var services = Services();
        var permissions = services.GetRequiredService<Permissions>();
        var before = permissions.Of(A.Person("Team.Search"));
        var settings = (IConfigurationRoot)services.GetRequiredService<IConfiguration>();
        settings[key] = value;
        settings.Reload();
        ReferenceEquals(permissions.Of(A.Person("Team.Search")), before).ShouldBe(stay);
    }

    private static string RightsOf(ClaimsPrincipal person, bool teams = true)
    {
        var permissions = Services(teams).GetRequiredService<Permissions>();
        return string.Join(',', Enum.GetValues<Right>().Where(right => permissions.Has(person, right)));
    }

    private static ServiceProvider Services(bool teams = true, TestLog? log = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Access:Contact"] = "Ann",
            ["Access:Teams:0:Name"] = "Administrators",
            ["Access:Teams:0:Member"] = A.Administrator,
            ["Access:Teams:0:Rights:0"] = "Administer",
            ["Access:Teams:1:Name"] = "Search",
            ["Access:Teams:1:Member"] = "Team.Search",
            ["Access:Teams:1:Rights:0"] = "View",
            ["Access:Teams:1:Rights:1"] = "Backup",
            ["Access:Teams:2:Name"] = "Cleaners",
            ["Access:Teams:2:Member"] = Group,
            ["Access:Teams:2:Rights:0"] = "View",
            ["Access:Teams:2:Rights:1"] = "Delete",
        };
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(teams ? settings : []).Build());
        services.AddLogging(logging => logging.AddProvider(log ?? new TestLog())).AddAccess();

        // The start-up check refuses to run without teams; the service must not depend on that.
        if (!teams)
            services.AddSingleton<Microsoft.Extensions.Options.IOptionsMonitor<AccessOptions>, NoTeams>();
        return services.BuildServiceProvider();
    }

    private sealed class NoTeams : Microsoft.Extensions.Options.IOptionsMonitor<AccessOptions>
    {
        public AccessOptions CurrentValue { get; } = new();

        public AccessOptions Get(string? name) => CurrentValue;

        public IDisposable? OnChange(Action<AccessOptions, string?> listener) => null;
    }
}
