namespace Router.Api.Tests.Stats;

/// <summary>Tests of what is counted in the whole process: no other test counts meanwhile.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
