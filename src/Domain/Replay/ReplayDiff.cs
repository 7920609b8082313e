namespace Router.Domain.Replay;

/// <summary>What another config changes about notifications.</summary>
/// <param name="New">Made with the other one only.</param>
/// <param name="Gone">Made with the first one only.</param>
/// <param name="Moved">Made with both for the same episode of the same issue, but at another channel or sink, or at another time.</param>
public sealed record ReplayDiff(
    ImmutableArray<ReplayNotification> New,
    ImmutableArray<ReplayNotification> Gone,
    ImmutableArray<(ReplayNotification Before, ReplayNotification After)> Moved)
{
    /// <summary>There is no difference.</summary>
    public bool IsEmpty => New.IsEmpty && Gone.IsEmpty && Moved.IsEmpty;

    /// <summary>Compares. Notifications of the same issue's episode and of the same type are matched: first those that are equal in place and time, then in place, then the rest in order of time.</summary>
    public static ReplayDiff Of(IEnumerable<ReplayNotification> before, IEnumerable<ReplayNotification> after)
    {
        var (added, gone, moved) = (new List<ReplayNotification>(), new List<ReplayNotification>(), new List<(ReplayNotification Before, ReplayNotification After)>());
        var befores = before.ToLookup(Subject);
        var afters = after.ToLookup(Subject);
        foreach (var subject in befores.Select(g => g.Key).Union(afters.Select(g => g.Key)))
        {
            var old = befores[subject].ToList();
            var now = afters[subject].ToList();
            Match(old, now, n => (n.Channel, n.Sink, n.At));
            moved.AddRange(Match(old, now, n => (n.Channel, n.Sink)));
            moved.AddRange(Match(old, now, _ => 0));
            gone.AddRange(old);
            added.AddRange(now);
        }

        return new(
            [.. added.OrderBy(n => n.At).ThenBy(Place, StringComparer.Ordinal)],
            [.. gone.OrderBy(n => n.At).ThenBy(Place, StringComparer.Ordinal)],
            [.. moved.OrderBy(m => m.Before.At).ThenBy(m => Place(m.Before), StringComparer.Ordinal)]);
    }

    /// <summary>Takes pairs with the same key out of both lists, the earliest first.</summary>
    private static List<(ReplayNotification Before, ReplayNotification After)> Match<TKey>(List<ReplayNotification> old, List<ReplayNotification> now, Func<ReplayNotification, TKey> key)
        where TKey : notnull
    {
        var pairs = new List<(ReplayNotification, ReplayNotification)>();
        var waiting = now.GroupBy(key).ToDictionary(g => g.Key, g => new Queue<ReplayNotification>(g.OrderBy(n => n.At)));
        foreach (var one in old.OrderBy(n => n.At).ToList())
        {
            if (waiting.TryGetValue(key(one), out var others) && others.TryDequeue(out var other))
                pairs.Add((one, other));
        }

        var (olds, nows) = (pairs.Select(p => p.Item1).ToHashSet(ReferenceEqualityComparer.Instance), pairs.Select(p => p.Item2).ToHashSet(ReferenceEqualityComparer.Instance));
        old.RemoveAll(olds.Contains);
        now.RemoveAll(nows.Contains);
        return pairs;
    }

    private static (string Issue, int Episode, Delivery.NotificationType Type) Subject(ReplayNotification n) => (n.Issue, n.Episode, n.Type);

    private static string Place(ReplayNotification n) => $"{n.Channel}\n{n.Sink}\n{n.Issue}";
}
