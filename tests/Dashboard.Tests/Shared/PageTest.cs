using System.Security.Claims;
using BackupDashboard.Layout;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using MudBlazor;

namespace BackupDashboard.Tests.Shared;

/// <summary>
/// The whole console in bUnit: routing, layout, policies and services are the program's own; the cloud, the clock, the browser
/// and the person who is signed in are the test's. A page is opened by its address.
/// </summary>
public abstract class PageTest : BunitContext, IAsyncLifetime
{
    private readonly BunitJSModuleInterop _browser;

    protected PageTest()
    {
        DefaultWaitTimeout = TestSignal.Patience;
        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.Setup<bool>("window.hasOwnProperty", _ => true).SetResult(true);
        _browser = JSInterop.SetupModule("./browser.js");
        _browser.Mode = JSRuntimeMode.Loose;
        BrowserAnswers<string?>("timeZone", "Europe/Amsterdam");
        Europe = Nuclia.AddZone("europe");
        Navigation = new TestNavigation(this);
    }

    protected RunningConsole Console { get; } = new();

    protected FakeNuclia Nuclia => Console.Nuclia;

    protected TestClock Clock => Console.Clock;

    /// <summary>A zone that every test has.</summary>
    protected FakeZone Europe { get; }

    protected ClaimsPrincipal Person { get; private set; } = A.Person(A.Operator);

    protected Screen Screen { get; private set; } = null!;

    protected TestNavigation Navigation { get; }

    protected string Address => new Uri(Navigation.Uri).PathAndQuery;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>What a function of browser.js answers from now on.</summary>
    protected void BrowserAnswers<T>(string function, T answer) => _browser.Setup<T>(function, _ => true).SetResult(answer);

    /// <summary>A function of browser.js answers only when it is told to.</summary>
    protected JSRuntimeInvocationHandler<T> BrowserWaits<T>(string function) => _browser.Setup<T>(function, _ => true);

    /// <summary>The arguments of each call of a function of browser.js so far.</summary>
    protected IReadOnlyList<IReadOnlyList<object?>> BrowserCalls(string function) =>
        [.. _browser.Invocations[function].Select(call => call.Arguments)];

    /// <summary>What a call of a script, ours or another, gets when the browser has left.</summary>
    protected void BrowserHasGone(string function)
    {
        var gone = new JSDisconnectedException("The circuit has disconnected.");
        _browser.SetupVoid(function, _ => true).SetException(gone);
        JSInterop.SetupVoid(function, _ => true).SetException(gone);
    }

    /// <summary>Before the first page is opened.</summary>
    protected void SignIn(params string[] roles) => SignIn(A.Person(roles));

    protected void SignIn(ClaimsPrincipal person) => Person = person;

    /// <summary>The session has heard of other roles while the page is open.</summary>
    protected Task ChangeRolesAsync(params string[] roles) =>
        Renderer.Dispatcher.InvokeAsync(
            () => ((SignedIn)Services.GetRequiredService<AuthenticationStateProvider>()).Change(A.Person(roles)));

    /// <summary>Starts the console and shows the page at this address, as if its link had been followed.</summary>
    protected async Task OpenAsync(string address, bool settle = true)
    {
        Register();
        await Console.StartAsync(Services, settle);
        Navigation.NavigateTo(address);
        Screen = new Screen(Render<Routes>());
        await Screen.UntilAsync(() => Screen.HasMain);
    }

    /// <summary>Draws one component outside the console, as the server does for people without a circuit.</summary>
    protected async Task<IRenderedComponent<T>> DrawAsync<T>(Action<ComponentParameterCollectionBuilder<T>>? parameters = null)
        where T : IComponent
    {
        Register();
        await Console.StartAsync(Services);
        return Render(parameters ?? (_ => { }));
    }

    protected Task GoAsync(string address) =>
        Renderer.Dispatcher.InvokeAsync(() => Navigation.NavigateTo(address));

    /// <summary>Escape in a dialog, called as MudBlazor's script calls it: the method is there for the script alone.</summary>
    protected Task PressEscapeAsync()
    {
        var keys = Services.GetRequiredService<IKeyInterceptorService>();
        var container = Screen.Dialog?.ParentElement?.Id ?? throw new InvalidOperationException("No dialog is open.");
        var key = new KeyboardEventArgs { Key = "Escape", Type = "keydown" };
        return Renderer.Dispatcher.InvokeAsync(() => (Task)keys.GetType().GetMethod("OnKeyDown")!.Invoke(keys, [container, key])!);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await DisposeComponentsAsync();
        await Console.StopAsync();
        await base.DisposeAsyncCore();
        await Console.DisposeAsync();
    }

    private void Register()
    {
        // bUnit's stand-ins for authorization would keep the real policies out.
        foreach (var standIn in Services.Where(IsOfAuthorization).ToList())
            Services.Remove(standIn);
        var ofBunit = Services.ToList();
        Console.AddTo(Services);
        Services.AddSingleton<IWebHostEnvironment>(new TestEnvironment());
        Services.AddLayout();

        // The server's own navigation, script and the like need a circuit; bUnit's do not.
        foreach (
            var service in ofBunit.Where(service => Services.Last(last => last.ServiceType == service.ServiceType) != service).ToList())
            Services.Add(service);

        Services.AddSingleton<NavigationManager>(Navigation);
        Services.AddSingleton<AuthenticationStateProvider>(new SignedIn(Person));
    }

    private static bool IsOfAuthorization(ServiceDescriptor service) =>
        service.ServiceType == typeof(AuthenticationStateProvider)
        || service.ServiceType.Namespace?.Contains("Authorization", StringComparison.Ordinal) is true;

    private sealed class SignedIn(ClaimsPrincipal person) : AuthenticationStateProvider
    {
        private ClaimsPrincipal _person = person;

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(_person));

        public void Change(ClaimsPrincipal person)
        {
            _person = person;
            NotifyAuthenticationStateChanged(GetAuthenticationStateAsync());
        }
    }
}
