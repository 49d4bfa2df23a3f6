using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace BackupDashboard.Tests.Sandbox;

/// <summary>As much of a browser as a sign-in needs: cookies, redirects, forms; no script.</summary>
internal sealed class IdentityBrowser : IDisposable
{
    private readonly HttpClient _http;

    public IdentityBrowser() =>
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies });

    public CookieContainer Cookies { get; } = new();

    public Uri Location { get; private set; } = new("about:blank");

    public HttpResponseMessage Answer { get; private set; } = new();

    public string Text { get; private set; } = "";

    public IHtmlDocument Page => new HtmlParser().ParseDocument(Text);

    public Task OpenAsync(Uri address) => FollowAsync(new HttpRequestMessage(HttpMethod.Get, address));

    public Task PostAsync(Uri address, IEnumerable<KeyValuePair<string, string>> fields) =>
        FollowAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) });

    /// <summary>Presses the button with this visible beginning, on a page with one form.</summary>
    public Task PressAsync(string button)
    {
        var form = Page.Forms.ShouldHaveSingleItem();
        var pressed = form.QuerySelectorAll("button").Single(one => one.TextContent.Trim().StartsWith(button, StringComparison.Ordinal));
        return PostAsync(
            new Uri(Location, form.GetAttribute("action")),
            Fields(form).Append(KeyValuePair.Create(pressed.GetAttribute("name")!, pressed.GetAttribute("value")!)));
    }

    /// <summary>Sends the form of response_mode=form_post, which a real browser sends by script.</summary>
    public Task SubmitAsync()
    {
        var form = Page.Forms.ShouldHaveSingleItem();
        return PostAsync(new Uri(form.GetAttribute("action")!), Fields(form));
    }

    public static List<KeyValuePair<string, string>> Fields(IElement form) =>
    [
        .. form.QuerySelectorAll("input[type=hidden]")
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!)),
    ];

    public void Dispose() => _http.Dispose();

    private async Task FollowAsync(HttpRequestMessage request)
    {
        for (var hop = 0; hop < 10; hop++)
        {
            Location = request.RequestUri!;
            Answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            Text = await Answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (Answer.Headers.Location is not { } next) return;
            request = new HttpRequestMessage(HttpMethod.Get, new Uri(Location, next));
        }

        throw new InvalidOperationException($"Ten redirects in a row, the last to {Location}.");
    }
}
