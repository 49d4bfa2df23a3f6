using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using BackupDashboard.Journal;
using BackupDashboard.Platform;
using BackupDashboard.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Notifications;

internal sealed record ChannelSecretRow
{
    public required Guid Id { get; init; }

    // Protected with the keys of Storage:KeysPath.
    public required string Content { get; init; }
}

internal sealed class ChannelSecretTable : IEntityTypeConfiguration<ChannelSecretRow>
{
    public void Configure(EntityTypeBuilder<ChannelSecretRow> builder) => builder.ToTable("ChannelSecrets");
}

/// <summary>
/// The secrets of channels: from the settings, from files, or as people have typed them. Nothing reads them back but what sends.
/// </summary>
public sealed class ChannelSecrets(
    IDbContextFactory<DashboardContext> contexts, IDataProtectionProvider protection, IOptionsMonitor<NotificationsOptions> options,
    TimeProvider time) : ILoadAtStart
{
    // A rotated secret still signs for so long, so that a receiver can be changed afterwards.
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    // Protected, as they are stored: that the storage is lost has to be told without it.
    private readonly ConcurrentDictionary<Guid, string> _stored = [];

    private readonly IDataProtector _protector = protection.CreateProtector("BackupDashboard.Notifications.ChannelSecrets");

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var row in await contexts.UseAsync(
            db => db.Set<ChannelSecretRow>().AsNoTracking().ToListAsync(cancellationToken), cancellationToken))
        {
            _stored[row.Id] = row.Content;
        }
    }

    public bool IsInSettings(string name) => options.CurrentValue.Secrets.ContainsKey(name);

    /// <returns>The id under which it was written.</returns>
    /// <exception cref="StorageException">It could not be written.</exception>
    public async Task<Guid> WriteAsync(string secret)
    {
        var row = new ChannelSecretRow { Id = Guid.CreateVersion7(time.GetUtcNow()), Content = _protector.Protect(secret) };
        await contexts.UseAsync(
            async db =>
            {
                db.Add(row);
                await db.SaveChangesAsync(CancellationToken.None);
            },
            CancellationToken.None);
        _stored[row.Id] = row.Content;
        return row.Id;
    }

    /// <summary>The newest first. Empty where the channel has none.</summary>
    /// <exception cref="SecretException">It is not where it should be, or cannot be read.</exception>
    internal async Task<IReadOnlyList<string>> ReadAsync(NotificationChannel channel, CancellationToken cancellationToken)
    {
        if (channel.SecretSetting is { } name)
            return [await FromSettingsAsync(name, cancellationToken)];

        var secrets = new List<string>();
        if (channel.SecretId is { } current)
            secrets.Add(Stored(current));
        if (channel.PreviousSecretId is { } previous && time.GetUtcNow() < channel.RotatedAt + Overlap)
            secrets.Add(Stored(previous));
        return secrets;
    }

    /// <summary>Removes what no channel uses any longer.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    internal async Task ForgetAsync(IReadOnlyCollection<NotificationChannel> channels, CancellationToken cancellationToken)
    {
        // One that was typed a moment ago may belong to a channel that is just being set.
        var young = time.GetUtcNow() - Overlap;
        var used = channels.SelectMany(channel => new[] { channel.SecretId, channel.PreviousSecretId }).OfType<Guid>().ToHashSet();
        var unused = _stored.Keys.Where(id => !used.Contains(id) && WrittenAt(id) < young).ToList();
        await contexts.UseAsync(
            db => db.Set<ChannelSecretRow>().Where(row => unused.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken),
            cancellationToken);
        foreach (var id in unused)
            _stored.TryRemove(id, out _);
    }

    // Its id says so: https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7
    private static DateTimeOffset WrittenAt(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16);
    }

    private Task<string> FromSettingsAsync(string name, CancellationToken cancellationToken)
    {
        var setting = $"{NotificationsOptions.Section}:Secrets:{name}";
        return options.CurrentValue.Secrets.TryGetValue(name, out var value)
            ? SecretSource.ReadAsync(value, setting, cancellationToken)
            : throw new SecretException($"There is no setting {setting}.");
    }

    private string Stored(Guid id)
    {
        try
        {
            return _stored.TryGetValue(id, out var content)
                ? _protector.Unprotect(content)
                : throw new SecretException("The secret of the channel is missing. Type it again.");
        }
        catch (CryptographicException exception)
        {
            throw new SecretException(
                "The secret of the channel cannot be read: the keys with which it was protected are gone. Type it again.", exception);
        }
    }
}
