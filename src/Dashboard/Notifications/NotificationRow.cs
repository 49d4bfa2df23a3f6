using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Notifications;

internal sealed record NotificationGroupRow
{
    public required string Key { get; init; }

    public required string Content { get; init; }

    public static NotificationGroupRow Of(NotificationGroup group) =>
        new() { Key = group.Key.ToString(), Content = NotificationJson.Write(group) };

    public NotificationGroup ToGroup() => NotificationJson.Read<NotificationGroup>(Content);
}

internal sealed record DeliveryRow
{
    public required Guid Id { get; init; }

    public required Guid ChannelId { get; init; }

    public required DeliveryState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string Content { get; init; }

    public static DeliveryRow Of(Delivery delivery) => new()
    {
        Id = delivery.Id,
        ChannelId = delivery.ChannelId,
        State = delivery.State,
        CreatedAt = delivery.CreatedAt,
        Content = NotificationJson.Write(delivery),
    };

    public Delivery ToDelivery() => NotificationJson.Read<Delivery>(Content);
}

internal sealed record ChannelReceiptRow
{
    public required Guid ChannelId { get; init; }

    public required string Content { get; init; }

    public static ChannelReceiptRow Of(ChannelReceipt receipt) =>
        new() { ChannelId = receipt.ChannelId, Content = NotificationJson.Write(receipt) };

    public ChannelReceipt ToReceipt() => NotificationJson.Read<ChannelReceipt>(Content);
}

internal static class NotificationJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
    };

    public static string Write<T>(T content) => JsonSerializer.Serialize(content, Options);

    public static T Read<T>(string content) => JsonSerializer.Deserialize<T>(content, Options)!;
}

internal sealed class NotificationGroupTable : IEntityTypeConfiguration<NotificationGroupRow>
{
    public void Configure(EntityTypeBuilder<NotificationGroupRow> builder)
    {
        builder.ToTable("NotificationGroups");
        builder.HasKey(row => row.Key);
    }
}

internal sealed class DeliveryTable : IEntityTypeConfiguration<DeliveryRow>
{
    public void Configure(EntityTypeBuilder<DeliveryRow> builder)
    {
        builder.ToTable("Deliveries");
        builder.Property(row => row.State).HasConversion<string>();
        builder.HasIndex(row => new { row.ChannelId, row.CreatedAt });
        builder.HasIndex(row => row.State);
    }
}

internal sealed class ChannelReceiptTable : IEntityTypeConfiguration<ChannelReceiptRow>
{
    public void Configure(EntityTypeBuilder<ChannelReceiptRow> builder)
    {
        builder.ToTable("ChannelReceipts");
        builder.HasKey(row => row.ChannelId);
    }
}
