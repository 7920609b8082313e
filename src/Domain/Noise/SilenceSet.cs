using Router.Domain.Routing.Conditions;

namespace Router.Domain.Noise;

/// <summary>The silences that there are at a moment; immutable, swapped whole.</summary>
public sealed class SilenceSet
{
    private readonly ImmutableArray<Silence> _drops;

    /// <summary>Creates it.</summary>
    public SilenceSet(ImmutableArray<Silence> all)
    {
        All = all;
        _drops = all.RemoveAll(s => s.Mode != SilenceMode.Drop);
    }

    /// <summary>No silences.</summary>
    public static SilenceSet Empty { get; } = new([]);

    /// <summary>All of them.</summary>
    public ImmutableArray<Silence> All { get; }

    /// <summary>Nothing is ever held back.</summary>
    public bool IsEmpty => All.IsEmpty;

    /// <summary>No trigger is ever dropped.</summary>
    public bool IsWithoutDrops => _drops.IsEmpty;

    /// <summary>The first silence of mode drop that holds, or null.</summary>
    public Silence? Dropping(in ConditionInput input, DateTimeOffset at)
    {
        foreach (var silence in _drops)
        {
            if (silence.Holds(input, at))
                return silence;
        }

        return null;
    }

    /// <summary>The silences, of either mode, that hold.</summary>
    public IEnumerable<Silence> Holding(ConditionInput input, DateTimeOffset at) => All.Where(s => s.Holds(input, at));
}
