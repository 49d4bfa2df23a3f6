using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace BackupDashboard.EndToEnd.Running;

/// <summary>A mail server that takes mail only over TLS, and from those who sign in. Its certificate has an authority of its own.</summary>
internal sealed class EncryptedMailServer : MessageStore, IAsyncDisposable
{
    public const string User = "backups";
    public const string Password = "sandbox-mail-password";

    private readonly CancellationTokenSource _stop = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backup-dashboard-mail-");
    private readonly Task _running;

    /// <param name="isTlsFirst">True: TLS from the first byte. False: by STARTTLS.</param>
    public EncryptedMailServer(bool isTlsFirst)
    {
        Port = FreePort();
        var certificate = MakeCertificate();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(this);
        services.Add(new DelegatingUserAuthenticator((user, password) => (user, password) == (User, Password)));
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint => endpoint
            .Endpoint(new IPEndPoint(IPAddress.Loopback, Port)).IsSecure(isTlsFirst).Certificate(certificate)
            .SupportedSslProtocols(SslProtocols.Tls12 | SslProtocols.Tls13).AllowUnsecureAuthentication(false).AuthenticationRequired())
            .Build();
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    public int Port { get; }

    /// <summary>The file that makes a program trust it, if it is named in SSL_CERT_FILE.</summary>
    public string AuthorityFile => Path.Combine(_folder.FullName, "authority.pem");

    public ConcurrentQueue<(bool IsEncrypted, string? User, string Text)> Received { get; } = [];

    public override Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        Received.Enqueue((context.Pipe.IsSecure, context.Authentication.User, Encoding.UTF8.GetString(buffer.ToArray())));
        return Task.FromResult(new SmtpResponse(SmtpReplyCode.Ok, "kept"));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _folder.Delete(recursive: true);
    }

    private X509Certificate2 MakeCertificate()
    {
        var now = TimeProvider.System.GetUtcNow();
        var (from, until) = (now.AddDays(-1), now.AddDays(7));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=Authority of the tests", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = authority.CreateSelfSigned(from, until);
        File.WriteAllText(AuthorityFile, root.ExportCertificatePem());

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(root, from, until, RandomNumberGenerator.GetBytes(8));
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
