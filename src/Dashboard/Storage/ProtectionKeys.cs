using System.Security.Cryptography;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace BackupDashboard.Storage;

// The keys, checked for use, and their folder: created for the program's own user before the first key is. With unreadable keys everyone
// would be signed out silently, and with a folder that cannot be written they would be at the next start.
// folder: null if they are in the database.
internal sealed class ProtectionKeys(string? folder, IKeyManager keys, TimeProvider time) : ILoadAtStart
{
    public Task LoadAsync(CancellationToken cancellationToken)
    {
        if (folder is not null)
            CheckFolder(folder);
        foreach (var key in keys.GetAllKeys().Where(key => !key.IsRevoked && key.ExpirationDate > time.GetUtcNow()))
            CheckIsReadable(key);
        return Task.CompletedTask;
    }

    private static void CheckFolder(string folder)
    {
        try
        {
            PrivateFiles.MakeFolder(folder);
            var attempt = Path.Combine(folder, "written-at-start");
            PrivateFiles.Write(attempt, []);
            File.Delete(attempt);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"Storage:KeysPath '{folder}' is not a writable folder: {exception.Message}", exception);
        }

        foreach (var file in Directory.EnumerateFiles(folder, "key-*.xml"))
            CheckIsXml(file);
    }

    private static void CheckIsXml(string file)
    {
        try
        {
            XDocument.Load(file);
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"The key '{file}' cannot be read: {exception.Message} Put its copy back, or delete it: everyone who was signed in with it "
                    + "signs in again.", exception);
        }
    }

    private void CheckIsReadable(IKey key)
    {
        try
        {
            key.CreateEncryptor();
        }
        catch (Exception exception) when (
            exception is CryptographicException or XmlException or InvalidOperationException or FormatException)
        {
            var where = folder is null ? "the database" : $"Storage:KeysPath '{folder}'";
            throw new StorageException(
                $"Key {key.KeyId} in {where} cannot be decrypted. Give the certificate that it was encrypted with "
                    + "as Storage:KeysCertificate, "
                + "or delete the key: everyone who was signed in with it signs in again.",
                exception);
        }
    }
}
