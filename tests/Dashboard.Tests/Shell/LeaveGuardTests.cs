using BackupDashboard.Access;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Shell;

/// <summary>The forms that are filled in on a page of their own. What follows <em>Leave</em> is seen in a browser.</summary>
public sealed class LeaveGuardTests : PageTest
{
    private const string Question = "Leave without saving?";

    public static TheoryData<string> Forms =>
        ["/schedules/new", "/retention/new", "/notifications/channels/new", "/notifications/routes/new"];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Form_WithSomethingTyped_AsksAndStays(string form)
    {
        await OpenFormAsync(form);
        await Screen.TypeAsync("Name", "Half a name");
        var leaving = GoAsync("/boxes");
        await Screen.ShowsAsync(Question);
        await Screen.ClickAsync("Stay");
        await leaving;
        await Screen.UntilAsync(() => !Screen.Text.Contains(Question, StringComparison.Ordinal));
        Address.ShouldBe(form);
        Screen.Value("Name").ShouldBe("Half a name");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Form_WithNothingTyped_DoesNotAsk(string form)
    {
        await OpenFormAsync(form);
        await GoAsync("/boxes");
        await Screen.UntilAsync(() => Address == "/boxes");
    }

    private async Task OpenFormAsync(string form)
    {
        SignIn(A.Person(A.Administrator));
        await OpenAsync(form);
        await Screen.UntilAsync(() => Screen.HasField("Name"));
    }
}
