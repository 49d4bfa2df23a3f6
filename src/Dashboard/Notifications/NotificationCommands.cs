using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations;
using BackupDashboard.Primitives;
using BackupDashboard.Storage;
using Microsoft.Extensions.Options;

namespace BackupDashboard.Notifications;

/// <summary>
/// Sets, tries and deletes channels and routes, for administrators alone. Each change is an operation of the journal, which never holds a
/// secret.
/// </summary>
public sealed class NotificationCommands(
    CommandGuard guard, OperationJournal journal, OperationRequests requests, NotificationSender sender, ChannelSecrets secrets,
    IOptionsMonitor<NotificationsOptions> options, Permissions permissions, TimeProvider time)
{
    /// <summary>Creates a channel, or changes one.</summary>
    /// <param name="wanted">Its creator and its typed secrets come from what is there.</param>
    /// <param name="seen">The operation that had set it when the caller looked at it; null for a new one.</param>
    /// <param name="secret">A new secret; empty to keep the one that is there.</param>
    public async Task<RequestResult> SetChannelAsync(
        Caller caller, NotificationChannel wanted, Guid? seen, string secret, CancellationToken cancellationToken)
    {
        var (grants, refused) = await ConfirmAsync(caller, cancellationToken);
        if (refused is not null)
            return RequestResult.Refused(refused);

        var before = journal.Current.ChannelOf(wanted.Id);
        if (before?.Id != seen)
            return RequestResult.Refused(before is null ? NotificationProblems.NoChannel : NotificationProblems.Changed);

        var known = before?.Channel;
        var typed = secret.Trim();
        var channel = wanted with
        {
            Name = PlainText.Title(wanted.Name),
            CreatedBy = known?.CreatedBy ?? caller.Actor,
            SecretId = known?.SecretId,
            PreviousSecretId = known?.PreviousSecretId,
            RotatedAt = known?.RotatedAt,
        };
        if (ProblemOf(channel, known, typed) is { } why)
            return RequestResult.Refused(Problems.RuleInvalid(why));

        try
        {
            // First the secret: without it the channel could not send.
            if (typed is not "" && channel.SecretSetting is null)
            {
                channel = channel with
                {
                    SecretId = await secrets.WriteAsync(typed),
                    PreviousSecretId = known?.SecretId,
                    RotatedAt = time.GetUtcNow(),
                };
            }
        }
        catch (StorageException)
        {
            return RequestResult.Refused(Problems.NotWritten);
        }

        return await requests.RequestAsync(
            New(caller, OperationKind.SetChannel, channel.Target) with { Channel = channel, ChannelBefore = known }, grants,
            cancellationToken);
    }

    public async Task<RequestResult> DeleteChannelAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        var (grants, refused) = await ConfirmAsync(caller, cancellationToken);
        if (refused is not null)
            return RequestResult.Refused(refused);
        if (journal.Current.ChannelOf(id)?.Channel is not { } channel)
            return RequestResult.Refused(NotificationProblems.NoChannel);

        var routes = journal.Current.Routes.Where(route => route.Route!.Channels.Contains(id)).Select(route => route.Route!.Name).ToList();
        return routes.Count > 0
            ? RequestResult.Refused(NotificationProblems.ChannelInUse(routes))
            : await requests.RequestAsync(
                New(caller, OperationKind.DeleteChannel, channel.Target) with { Channel = channel, ChannelBefore = channel }, grants,
                cancellationToken);
    }

    /// <summary>Creates a route, or changes one.</summary>
    /// <param name="wanted">Its creator comes from what is there.</param>
    /// <param name="seen">The operation that had set it when the caller looked at it; null for a new one.</param>
    public async Task<RequestResult> SetRouteAsync(
        Caller caller, NotificationRoute wanted, Guid? seen, CancellationToken cancellationToken)
    {
        var (grants, refused) = await ConfirmAsync(caller, cancellationToken);
        if (refused is not null)
            return RequestResult.Refused(refused);

        var before = journal.Current.RouteOf(wanted.Id);
        if (before?.Id != seen)
            return RequestResult.Refused(before is null ? NotificationProblems.NoRoute : NotificationProblems.Changed);

        var route = wanted with
        {
            Name = PlainText.Title(wanted.Name),
            CreatedBy = before?.Route!.CreatedBy ?? caller.Actor,
            Channels = [.. wanted.Channels.Distinct()],
        };
        var problem = NotificationRules.ProblemOf(route)
            ?? (before is null && journal.Current.Routes.Count() >= NotificationRules.MostRoutes
                ? $"There can be at most {NotificationRules.MostRoutes} routes."
                : null)
            ?? (route.Team is { } team && permissions.Teams.All(one => one.Name != team) ? $"There is no team '{team}'." : null);
        if (problem is not null)
            return RequestResult.Refused(Problems.RuleInvalid(problem));

        return route.Channels.Any(channel => journal.Current.ChannelOf(channel) is null)
            ? RequestResult.Refused(NotificationProblems.NoChannel)
            : await requests.RequestAsync(
                New(caller, OperationKind.SetRoute, route.Target) with { Route = route, RouteBefore = before?.Route }, grants,
                cancellationToken);
    }

    public async Task<RequestResult> DeleteRouteAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        var (grants, refused) = await ConfirmAsync(caller, cancellationToken);
        if (refused is not null)
            return RequestResult.Refused(refused);

        return journal.Current.RouteOf(id)?.Route is { } route
            ? await requests.RequestAsync(
                New(caller, OperationKind.DeleteRoute, route.Target) with { Route = route, RouteBefore = route }, grants, cancellationToken)
            : RequestResult.Refused(NotificationProblems.NoRoute);
    }

    /// <summary>Sends one message by the whole way that others take.</summary>
    /// <returns>What came of it, or why it was refused.</returns>
    public async Task<(Delivery? Delivery, OperationProblem? Problem)> TestAsync(
        Caller caller, Guid channelId, CancellationToken cancellationToken)
    {
        var (_, refused) = await ConfirmAsync(caller, cancellationToken);
        if (refused is not null)
            return (null, refused);
        if (journal.Current.ChannelOf(channelId)?.Channel is not { } channel)
            return (null, NotificationProblems.NoChannel);

        var delivery = ChannelReceipts.Question(
            channel, NotificationPurpose.Test, "Test of BackupDashboard",
            $"{caller.Actor.Name} tries the channel '{channel.Name}'. If you read this, open the link and say 'I got this'.",
            time.GetUtcNow());
        return (await sender.SendAsync(channel, delivery, cancellationToken), null);
    }

    private string? ProblemOf(NotificationChannel channel, NotificationChannel? known, string typed)
    {
        var allowHttp = options.CurrentValue.AllowHttp;
        return NotificationRules.ProblemOf(channel, allowHttp)
            ?? (known is null && journal.Current.Channels.Count() >= NotificationRules.MostChannels
                ? $"There can be at most {NotificationRules.MostChannels} channels."
                : null)
            ?? (channel.SecretSetting is { } name
                ? secrets.IsInSettings(name) ? null : $"There is no setting {NotificationsOptions.Section}:Secrets:{name}."
                : typed is not "" ? NotificationRules.ProblemOfSecret(channel.Kind, typed, allowHttp)
                : NeedsSecret(channel) && (known?.SecretId is null || known.Kind != channel.Kind) ? "Type the secret of the channel."
                : null);
    }

    private static bool NeedsSecret(NotificationChannel channel) => channel.Kind is not ChannelKind.Email || channel.Mail?.User is not "";

    private async Task<(Grants Grants, OperationProblem? Problem)> ConfirmAsync(Caller caller, CancellationToken cancellationToken)
    {
        var confirmed = await guard.ConfirmAsync(caller, cancellationToken);
        return confirmed.Problem is { } problem ? (Grants.None, problem)
            : MayChange(confirmed.Grants) ? (confirmed.Grants, null)
            : (Grants.None, guard.Missing(caller, Right.Administer, BoxScope.EveryZone, SlugPattern.Everything));
    }

    private Operation New(Caller caller, OperationKind kind, string target) =>
        requests.New(caller, kind, BoxScope.EveryZone, target, "", SlugPattern.Everything) with
        {
            State = OperationState.Succeeded,
            EndedAt = time.GetUtcNow(),
        };

    internal static bool MayChange(Grants grants) => grants.MayEverywhere(Right.Administer);
}
