using System.ComponentModel.DataAnnotations;
using BackupDashboard.Journal;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Operations;

/// <summary>What takes a second person. Section <c>Approvals</c>. Without settings, nothing does.</summary>
public sealed class ApprovalsOptions
{
    public const string Section = "Approvals";

    /// <value>Deleting the only completed backup of a knowledge box; default false.</value>
    public bool OnlyCompleted { get; set; }

    /// <value>Deleting the last backup of a knowledge box that is gone; default false.</value>
    public bool LastOfGoneBox { get; set; }

    /// <value>Removing the pin of a backup, which is what keeps it from being deleted; default false.</value>
    public bool Pinned { get; set; }

    /// <value>So many backups one person may have deleted within an hour; more take a second one. Default: any number.</value>
    [Range(1, 1_000_000)]
    public int? MostAlone { get; set; }

    /// <value>Arming a retention rule, or changing the terms of one that deletes; default false.</value>
    public bool Retention { get; set; }

    /// <value>Deleting a schedule that covers something, or having it cover less; default false.</value>
    public bool Schedules { get; set; }

    /// <value>What has not been approved for so long expires. Default 7 days.</value>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan ApproveWithin { get; set; } = TimeSpan.FromDays(7);

    /// <value>What has been approved, and could not be sent for so long, expires. Default 1 day.</value>
    [Range(typeof(TimeSpan), "01:00:00", "14.00:00:00")]
    public TimeSpan RunWithin { get; set; } = TimeSpan.FromDays(1);

    /// <value>
    /// For small teams: after so long it goes ahead without a second person, and everybody is told at once, at half time and before.
    /// Shorter than <see cref="ApproveWithin"/>; 72 hours are usual. Default: never.
    /// </value>
    [Range(typeof(TimeSpan), "04:00:00", "30.00:00:00")]
    public TimeSpan? Ripens { get; set; }

    internal ApprovalPolicy Policy => new()
    {
        OnlyCompleted = OnlyCompleted,
        LastOfGoneBox = LastOfGoneBox,
        Pinned = Pinned,
        MostAlone = MostAlone,
        Retention = Retention,
        Schedules = Schedules,
        ApproveWithin = ApproveWithin,
        RunWithin = RunWithin,
        Ripens = Ripens,
    };
}

internal sealed class ApprovalsOptionsValidator : IValidateOptions<ApprovalsOptions>
{
    public ValidateOptionsResult Validate(string? name, ApprovalsOptions options) => options.Ripens >= options.ApproveWithin
        ? ValidateOptionsResult.Fail(
            $"{ApprovalsOptions.Section}:{nameof(ApprovalsOptions.Ripens)} is not shorter than "
            + $"{nameof(ApprovalsOptions.ApproveWithin)}: what has expired cannot ripen. Example: \"3.00:00:00\" and \"7.00:00:00\"")
        : ValidateOptionsResult.Success;
}
