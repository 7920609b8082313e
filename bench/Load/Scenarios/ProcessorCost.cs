using Router.Load.Client;

namespace Router.Load.Scenarios;

/// <summary>Adds up the processor time of runs.</summary>
internal sealed class ProcessorCost(Func<TimeSpan> processorTime)
{
    private TimeSpan _time;
    private long _requests;

    /// <summary>Processor time a request, over all runs.</summary>
    public double MicrosecondsARequest => _time.TotalMicroseconds / _requests;

    /// <summary>Runs one.</summary>
    public async Task<LoadResult> OfAsync(Func<Task<LoadResult>> run)
    {
        var before = processorTime();
        var result = await run();
        _time += processorTime() - before;
        _requests += result.Requests;
        return result;
    }
}
