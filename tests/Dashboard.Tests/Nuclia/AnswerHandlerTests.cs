using System.Net;
using BackupDashboard.Nuclia;
using BackupDashboard.Nuclia.Calls;
using BackupDashboard.Nuclia.Client;
using BackupDashboard.Nuclia.Http;
using BackupDashboard.Nuclia.Wire;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Tests.Nuclia;

/// <summary>What cannot be provoked on loopback.</summary>
public sealed class AnswerHandlerTests
{
    [Fact]
    public async Task ConnectTimeout_Send_WasNeverSent()
    {
        // This is how the platform reports that its own limit for connecting has passed.
        var error = await FailAsync(_ => throw new TaskCanceledException("", new TimeoutException()));

        (error.Kind, error.MayHaveBeenApplied).ShouldBe((NucliaErrorKind.Unreachable, false));
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, NucliaErrorKind.Unreachable)]
    [InlineData(HttpRequestError.ProxyTunnelError, NucliaErrorKind.Unreachable)]
    [InlineData(HttpRequestError.HttpProtocolError, NucliaErrorKind.Broken)]
    [InlineData(HttpRequestError.Unknown, NucliaErrorKind.Broken)]
    public async Task TransportError_Send_TellsWhetherItWasSent(HttpRequestError reason, NucliaErrorKind kind) =>
        (await FailAsync(_ => throw new HttpRequestException(reason, "x"))).Kind.ShouldBe(kind);

    [Fact]
    public async Task HugeBody_Send_IsTooLargeBeforeItIsRead()
    {
        var error = await FailAsync(_ => new HttpResponseMessage { Content = new Huge() });

        (error.Kind, error.Detail).ShouldBe(
            (NucliaErrorKind.TooLarge, "The answer is too large: more than 64 MB. The setting Nuclia:MaxAnswerMegabytes allows more."));
    }

    [Fact]
    public async Task LongBody_OfWhatIsNoList_IsTooLarge()
    {
        var error = await FailAsync(
            _ => new HttpResponseMessage { Content = new ByteArrayContent(new byte[1024 * 1024 + 1]) }, isList: false);

        (error.Kind, error.Detail).ShouldBe((NucliaErrorKind.TooLarge, "The answer is too large: more than 1 MB."));
    }

    private static async Task<NucliaError> FailAsync(Func<HttpRequestMessage, HttpResponseMessage> send, bool isList = true)
    {
        var body = new AnswerBody(Options.Create(new NucliaOptions()));
        var handler = new AnswerHandler(new ErrorReader(TimeProvider.System), body) { InnerHandler = new Stub(send) };
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://zone.example");
        using var reader = isList ? new ListReader<BackupAnswer, BackupItem>(NucliaReader.FormOfBackups(), new()) : null;
        request.Options.Set(new HttpRequestOptionsKey<Call>(Call.Key), new Call("test", DateTimeOffset.MaxValue) { Reader = reader });
        var failure = await Should.ThrowAsync<NucliaFailure>(invoker.SendAsync(request, TestContext.Current.CancellationToken));
        return failure.Error;
    }

    private sealed class Stub(Func<HttpRequestMessage, HttpResponseMessage> send) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(send(request));
    }

    private sealed class Huge : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            throw new InvalidOperationException("Nobody should begin to read this.");

        protected override bool TryComputeLength(out long length)
        {
            length = 1L << 30;
            return true;
        }
    }
}
