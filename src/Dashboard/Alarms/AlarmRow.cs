using BackupDashboard.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackupDashboard.Alarms;

internal sealed record AlarmRow
{
    public required Guid Id { get; init; }

    // The key until the alarm is closed, null afterwards: unique, so that none is raised twice.
    public string? OpenKey { get; init; }

    public required AlarmKind Kind { get; init; }
    public required string Zone { get; init; }
    public required string Subject { get; init; }
    public string? Box { get; init; }
    public string? Team { get; init; }
    public required string Text { get; init; }
    public string? Detail { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }
    public string? AcknowledgedById { get; init; }
    public string? AcknowledgedByName { get; init; }

    public static AlarmRow Of(Alarm alarm) => new()
    {
        Id = alarm.Id,
        OpenKey = alarm.IsClosed ? null : alarm.Key.ToString(),
        Kind = alarm.Key.Kind,
        Zone = alarm.Key.Zone,
        Subject = alarm.Key.Subject,
        Box = alarm.Box,
        Team = alarm.Team,
        Text = alarm.Text,
        Detail = alarm.Detail,
        RaisedAt = alarm.RaisedAt,
        EndedAt = alarm.EndedAt,
        AcknowledgedAt = alarm.AcknowledgedAt,
        AcknowledgedById = alarm.AcknowledgedBy?.ObjectId,
        AcknowledgedByName = alarm.AcknowledgedBy?.Name,
    };

    public Alarm ToAlarm() => new()
    {
        Id = Id,
        Key = new AlarmKey(Kind, Zone, Subject),
        Box = Box,
        Team = Team,
        Text = Text,
        Detail = Detail,
        RaisedAt = RaisedAt,
        EndedAt = EndedAt,
        AcknowledgedAt = AcknowledgedAt,
        AcknowledgedBy = AcknowledgedById is null ? null : new Actor(AcknowledgedById, AcknowledgedByName ?? ""),
    };
}

internal sealed class AlarmTable : IEntityTypeConfiguration<AlarmRow>
{
    public void Configure(EntityTypeBuilder<AlarmRow> builder)
    {
        builder.ToTable("Alarms");
        builder.Property(row => row.Kind).HasConversion<string>();
        builder.HasIndex(row => row.OpenKey).IsUnique();
        builder.HasIndex(row => row.AcknowledgedAt);
    }
}
