using Router.Domain.Incidents;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Configuration;

/// <summary>While an issue of the channel that <see cref="Source"/> matches is open, what <see cref="Target"/> matches and has the same values is held back.</summary>
public sealed record InhibitConfig
{
    private readonly ImmutableArray<Field> _equal = [];

    /// <summary>Matches what inhibits.</summary>
    public required Condition Source { get; init; }

    /// <summary>Matches what is inhibited. An issue that the source matches too is never inhibited by this rule.</summary>
    public required Condition Target { get; init; }

    /// <summary>The fields whose values must be the same; an absent value is the same as nothing. Empty: any source inhibits any target.</summary>
    /// <exception cref="ArgumentException">A field doesn't exist: the config wasn't validated.</exception>
    public ImmutableArray<string> Equal
    {
        get => [.. _equal.Select(f => f.Name)];
        init => _equal = [.. value.Select(text => ConditionCompiler.Field(text, out var error) ?? throw new ArgumentException(error!.Message, nameof(value)))];
    }

    /// <summary>The <c>payload.*</c> paths that it reads.</summary>
    internal IEnumerable<string> PayloadPaths => Source.PayloadPaths.Concat(Target.PayloadPaths).Concat(_equal.Select(f => f.PayloadPath).OfType<string>());

    /// <summary>What decides what it holds back, as text: two rules with the same one do the same.</summary>
    internal string Signature => $"{Source.Text}\n{Target.Text}\n{string.Join(',', _equal.Select(f => f.Name))}";

    /// <summary>The key that source and target share; null when one of the values is absent.</summary>
    internal string? Key(ConditionInput input)
    {
        var values = new string?[_equal.Length + 1];
        values[0] = Signature;
        for (var i = 0; i < _equal.Length; i++)
        {
            if (_equal[i].Text(input) is not { } value)
                return null;
            values[i + 1] = value;
        }

        return IncidentKey.Of("inhibit", values).Value;
    }
}
