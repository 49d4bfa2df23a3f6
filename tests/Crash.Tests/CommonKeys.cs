using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BackupDashboard.Crash;

/// <summary>What several dashboards have in common besides the database, and is made before the first one starts.</summary>
internal static class CommonKeys
{
    private const string Password = "of the keys";

    /// <param name="keyFile">Of the journal. The certificate is put beside it.</param>
    /// <returns>The settings of each of them.</returns>
    public static async Task<string[]> MakeAsync(string keyFile)
    {
        await File.WriteAllTextAsync(keyFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var certificate = Path.ChangeExtension(keyFile, ".pfx");
        await File.WriteAllBytesAsync(certificate, NewCertificate());
        return ["--Storage:KeyFile", keyFile, "--Storage:KeysCertificate", certificate, "--Storage:KeysCertificatePassword", Password];
    }

    private static byte[] NewCertificate()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return certificate.Export(X509ContentType.Pkcs12, Password);
    }
}
