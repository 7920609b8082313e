using Microsoft.Extensions.Time.Testing;

namespace Router.Grains.Tests;

/// <summary>Time that passes while a test waits.</summary>
internal static class PassingTime
{
    /// <summary>Advances the grains' clock, a little at a time, until the task completes: a timer may be set only after what the test saw.</summary>
    public static async Task AdvanceUntilAsync(this FakeTimeProvider time, Task task, TimeSpan step)
    {
        while (!task.IsCompleted)
        {
            time.Advance(step);
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System));
        }

        await task;
    }

    /// <summary>The same for a task with a result.</summary>
    public static async Task<T> AdvanceUntilAsync<T>(this FakeTimeProvider time, Task<T> task, TimeSpan step)
    {
        await time.AdvanceUntilAsync((Task)task, step);
        return await task;
    }
}
