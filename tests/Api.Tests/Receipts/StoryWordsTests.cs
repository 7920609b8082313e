using Router.Api.Receipts;
using Router.Domain;
using Router.Domain.Alerts;
using Router.Domain.Delivery;

namespace Router.Api.Tests.Receipts;

public sealed class StoryWordsTests
{
    [Theory]
    [InlineData(1, "1st")]
    [InlineData(2, "2nd")]
    [InlineData(3, "3rd")]
    [InlineData(4, "4th")]
    [InlineData(11, "11th")]
    [InlineData(12, "12th")]
    [InlineData(22, "22nd")]
    [InlineData(111, "111th")]
    public void Ordinal_has_its_ending(int number, string text) => Assert.Equal(text, StoryWords.Ordinal(number));

    [Fact]
    public void Every_failure_has_words() =>
        Assert.All(Enum.GetValues<FailureReason>(), reason => Assert.EndsWith($"({SnakeCase.Of(reason)})", StoryWords.OfFailure(SnakeCase.Of(reason)), StringComparison.Ordinal));

    [Fact]
    public void Every_suppression_has_words() =>
        Assert.All(Enum.GetValues<SuppressReason>(), reason => Assert.EndsWith($"({SnakeCase.Of(reason)})", StoryWords.OfSuppressed(SnakeCase.Of(reason)), StringComparison.Ordinal));

    [Fact]
    public void Every_accepted_reason_has_a_sentence() =>
        Assert.All(
            Enum.GetValues<IngestReason>().Where(reason => reason.Outcome() != IngestOutcome.Ignored),
            reason => Assert.DoesNotContain("It was " + StoryWords.Plain(SnakeCase.Of(reason)) + ".", StoryWords.OfLifecycle(SnakeCase.Of(reason)), StringComparison.Ordinal));
}
