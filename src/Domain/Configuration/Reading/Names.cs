namespace Router.Domain.Configuration.Reading;

/// <summary>The ids of one kind of thing: each once, and every use of one is of one that exists.</summary>
/// <param name="kind">What they name: <c>channel</c>.</param>
internal sealed class Names(string kind)
{
    private readonly Dictionary<string, Node> _defined = new(StringComparer.Ordinal);
    private readonly List<(string Id, Node At)> _uses = [];

    public void Define(string id, Node at)
    {
        if (!_defined.TryAdd(id, at))
            at.Error($"the {kind} {at.Show(id)} comes twice, first on line {_defined[id].Value.Line}");
    }

    public void Use(string id, Node at) => _uses.Add((id, at));

    /// <summary>Reports uses of what doesn't exist. Call when everything is defined.</summary>
    public void CheckUses()
    {
        foreach (var (id, at) in _uses)
            if (!_defined.ContainsKey(id) && !at.Reading.Findings.IsFull)
                at.Error($"there is no {kind} {at.Show(id)}{(at.IsReference ? "" : NearestName.Hint(id, _defined.Keys))}");
    }

    /// <summary>Warns of what nothing uses.</summary>
    public void CheckUnused(string warning)
    {
        foreach (var (_, at) in _defined.ExceptBy(_uses.Select(u => u.Id), d => d.Key))
            at.Warn(warning);
    }
}
