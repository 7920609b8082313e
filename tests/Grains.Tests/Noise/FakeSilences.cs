using Router.Domain.Noise;

namespace Router.Grains.Tests.Noise;

internal sealed class FakeSilences : ISilences
{
    public SilenceSet Current { get; set; } = SilenceSet.Empty;
}
