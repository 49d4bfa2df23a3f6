namespace BackupDashboard.Crash;

/// <summary>Several dashboards on one database, behind a proxy.</summary>
internal sealed class Cluster : IDashboard
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Any two of them are at least half a minute apart.
    private static readonly int[] SecondsAhead = [0, 30, -30, 60, -60];

    private readonly Random _random;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private readonly Proxy _proxy;
    private readonly IReadOnlyList<Node> _all;
    private readonly IReadOnlyList<DatabaseLink> _links;
    private readonly Stack<Replica> _replicas = new();

    private Cluster(
        Installation installation, IReadOnlyList<Node> nodes, IReadOnlyList<DatabaseLink> links, Proxy proxy, Random random) =>
        (Installation, Nodes, _all, _links, _proxy, _random) = (installation, nodes, nodes, links, proxy, random);

    public IReadOnlyList<Node> Nodes { get; private set; }

    public Installation Installation { get; }

    public Uri Address => _proxy.Address;

    public IReadOnlyCollection<string> Mistakes => [.. _all.SelectMany(node => node.Mistakes)];

    /// <param name="random">Decides how the active one ends.</param>
    /// <param name="hasDisks">Whether each has a disk of its own, if one can be mounted.</param>
    public static async Task<Cluster> CreateAsync(Installation installation, int count, Random random, bool hasDisks = false)
    {
        var keys = await CommonKeys.MakeAsync(installation.KeyFile);
        var (nodes, links) = (new List<Node>(), new List<DatabaseLink>());
        for (var number = 1; number <= count; number++)
        {
            var link = await DatabaseLink.StartAsync(
                installation.ConnectionString, Path.Combine(installation.Folder.FullName, $"database-{number}.cfg"));
            links.Add(link);
            var place = Path.Combine(installation.Folder.FullName, $"disk-{number}");
            var disk = hasDisks && Disk.CanBeMounted ? await Disk.MountAsync(place) : null;
            var ahead = TimeSpan.FromSeconds(SecondsAhead[(number - 1) % SecondsAhead.Length]);
            nodes.Add(new Node(installation, number, keys, link, ahead, disk));
        }

        var proxy = await Proxy.StartAsync(nodes.Select(node => node.Port), installation.Folder);
        return new Cluster(installation, nodes, links, proxy, random);
    }

    public void Start(TimeSpan deleteGrace)
    {
        foreach (var node in Nodes.Where(node => !node.IsRunning))
            node.Start(deleteGrace);
    }

    /// <summary>Stops so many of those that stand by that no more than this are left, for good.</summary>
    public async Task KeepAsync(int count)
    {
        Node[] leaving = [.. Nodes.Where(node => node.StandsBy).Take(Nodes.Count - count)];
        await Task.WhenAll(leaving.Select(node => node.StopAsync()));
        Nodes = [.. Nodes.Except(leaving)];
    }

    /// <summary>The database's server is lost, and its replica promoted.</summary>
    /// <param name="lacking">Happens on the server while the replica hears nothing any more; null if it has everything.</param>
    public async Task MoveToReplicaAsync(Func<Task>? lacking = null)
    {
        var replica = await Replica.StartAsync(Installation.ConnectionString);
        _replicas.Push(replica);
        if (lacking is not null)
        {
            await replica.StopFollowingAsync();
            await lacking();
        }

        foreach (var link in _links)
            await link.DisposeAsync();
        await replica.PromoteAsync(hasEverything: lacking is null);
        Installation.ConnectionString = replica.ConnectionString;
        foreach (var link in _links)
            await link.LeadToAsync(replica.ConnectionString);
    }

    /// <summary>The disk of the replica, which is the database's server by now.</summary>
    public Task FillDatabaseAsync() => _replicas.Peek().FillAsync();

    public Task FreeDatabaseAsync() => _replicas.Peek().FreeAsync();

    public Task ReadyAsync() => UntilAsync(IsReadyAsync, "a dashboard is ready");

    public async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(Address, "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Kills the active one, or pauses it until another one has taken over.</summary>
    public async Task KillAsync()
    {
        Node[] running = [.. Nodes.Where(node => node.IsRunning).OrderByDescending(node => node.IsActive)];
        if (running is not [var active, .. var others])
            return;

        if (_random.Next(4) > 0 || !active.IsActive || !others.Any(node => node.StandsBy))
        {
            await active.KillAsync();
            return;
        }

        await active.PauseAsync();
        await SuccessorAsync(active);
        await active.ContinueAsync();
        await active.EndAsync();
    }

    /// <summary>Waits until another one than this is active.</summary>
    public async Task<Node> SuccessorAsync(Node? before = null)
    {
        Node? found = null;
        await UntilAsync(
            () => Task.FromResult((found = Nodes.FirstOrDefault(node => node != before && node.IsActive)) is not null),
            "another dashboard is active");
        return found!;
    }

    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(begun) > Patience)
                throw new TimeoutException($"Not within {Patience}: {what}.");
            await Task.Delay(Look, TimeProvider.System);
        }
    }

    public async Task EndAsync()
    {
        foreach (var node in _all)
            await node.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        foreach (var node in _all)
        {
            if (node.Disk is { } disk)
                await disk.DisposeAsync();
        }

        foreach (var link in _links)
            await link.DisposeAsync();

        // Each is ended by the one that it followed.
        while (_replicas.TryPop(out var replica))
            await replica.DisposeAsync();
        await _proxy.DisposeAsync();
        _http.Dispose();
    }
}
