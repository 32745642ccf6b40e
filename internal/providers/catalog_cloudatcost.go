package providers

// cloudAtCostOperations is the CloudAtCost part of the catalog. The document names CAC-04,
// CAC-05 and CAC-06 and describes none; their methods follow the field.
var cloudAtCostOperations = []Operation{
	read("CAC-01", "List servers", "GET", "/API/v1/listservers"),
	read("CAC-02", "List templates", "GET", "/API/v1/listtemplates"),
	once("CAC-03", "Power on, power off, reset", "POST", "/API/v1/poweropp"),
	once("CAC-04", "Rebuild server", "POST", "/API/v1/rebuildserver"),
	read("CAC-05", "List tasks", "GET", "/API/v1/listtasks"),
	read("CAC-06", "List clients", "GET", "/API/v1/clientlist"),
}
