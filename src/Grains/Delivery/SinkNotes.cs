using System.Collections.Concurrent;
using Router.Domain.Delivery;
using Router.Grains.Interfaces;

namespace Router.Grains.Delivery;

/// <summary>Which attempts of this process the sinks' grains are told of: each change between success and failure, else one every few seconds.</summary>
internal sealed class SinkNotes
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, (bool IsSuccess, DateTimeOffset At)> _told = new(StringComparer.Ordinal);

    /// <summary>Whether to tell this one.</summary>
    public bool Take(string sink, SinkAttempt attempt)
    {
        var note = (attempt.Result.Verdict == SinkVerdict.Delivered, attempt.At);
        if (_told.TryGetValue(sink, out var last) && last.IsSuccess == note.Item1 && attempt.At - last.At < Pace)
            return false;
        _told[sink] = note;
        return true;
    }
}
