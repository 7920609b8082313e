using FsCheck;
using FsCheck.Xunit;
using Router.Domain.Delivery;

namespace Router.Domain.Tests.Delivery;

public sealed class RetryScheduleTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(3, 15)]
    [InlineData(4, 30)]
    [InlineData(5, 60)]
    [InlineData(6, 120)]
    [InlineData(7, 300)]
    [InlineData(8, 900)]
    [InlineData(9, 3600)]
    [InlineData(20, 3600)]
    public void Wait_follows_the_schedule(int attempts, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetrySchedule.Wait(attempts, null, 0));

    [Theory]
    [InlineData(1, 60, 60)]
    [InlineData(6, 60, 120)]
    [InlineData(1, 86400, 86400)]
    public void Wait_is_never_shorter_than_retry_after_or_the_schedule(int attempts, int retryAfter, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetrySchedule.Wait(attempts, TimeSpan.FromSeconds(retryAfter), 0));

    [Property]
    public void Jitter_only_lengthens(PositiveInt attempts, byte chance)
    {
        var wait = RetrySchedule.Wait(attempts.Get, null, 0);
        var jittered = RetrySchedule.Wait(attempts.Get, null, chance / 255.0);
        Assert.InRange(jittered, wait, wait * (1 + RetrySchedule.Jitter));
    }
}
