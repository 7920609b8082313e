// Real processes on shared cores: one at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
