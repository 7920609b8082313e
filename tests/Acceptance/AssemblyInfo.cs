// Real processes on shared cores: one at a time. The trait is what test.sh --fast leaves out.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyTrait("Category", "Acceptance")]
