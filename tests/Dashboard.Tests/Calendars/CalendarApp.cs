using BackupDashboard.Calendars;
using BackupDashboard.Tests.Shared;

namespace BackupDashboard.Tests.Calendars;

/// <summary>The calendars on a real server.</summary>
internal sealed class CalendarApp() : ConsoleServer(new RunningConsole(), app => app.MapCalendars())
{
    public Task<HttpResponseMessage> GetAsync(string secret) =>
        RequestAsync(new HttpRequestMessage(HttpMethod.Get, $"/calendar/{secret}.ics"), role: null);
}
