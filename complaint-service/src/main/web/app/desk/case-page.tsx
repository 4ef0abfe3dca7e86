export { ComplaintPage as default } from '../complaints/complaint-page';
